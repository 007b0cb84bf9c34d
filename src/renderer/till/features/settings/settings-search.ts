export const SECTIONS = [
  'store',
  'keys',
  'shop',
  'discount',
  'labels',
  'printer',
  'display',
  'backup',
  'records',
] as const
export type SettingsSection = (typeof SECTIONS)[number]

/** Which section is open is kept in the address, so that other screens can link to it. */
export interface SettingsSearch {
  /** Left out for the first. */
  readonly section?: SettingsSection | undefined
}

export function parseSettingsSearch(raw: Record<string, unknown>): SettingsSearch {
  const section = SECTIONS.find((one) => one === raw['section'])
  return section === undefined ? {} : { section }
}

import type { Display } from 'electron'

/** The display that isn't the till's: the first of the others; null where the till has the only one. */
export const secondDisplay = <D extends Pick<Display, 'id'>>(
  displays: readonly D[],
  tills: Pick<Display, 'id'>,
): D | null => displays.find(({ id }) => id !== tills.id) ?? null

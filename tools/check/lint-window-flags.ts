/**
 * Lint rule: the window flags that Electron's security checklist (points 2, 3, 4, 6, 8, 9, 10, 11)
 * says never to set to their unsafe side. As oxlint has no `no-restricted-syntax`, this is our own.
 */
/** The few parts of the syntax tree and of the linter that the rule touches. */
interface Part {
  type: string
  name?: string
  value?: unknown
}
interface Property {
  type: string
  key: Part
  value: Part
  computed?: boolean
}
interface Context {
  report(finding: { node: unknown; message: string }): void
}

/** Keys that may not be written at all: each one only exists to weaken a window. */
const NEVER = new Set([
  'allowRunningInsecureContent',
  'enableBlinkFeatures',
  'experimentalFeatures',
  'webSecurity',
])

/** Keys that may be written, but only with this value. */
const ONLY = new Map([
  ['contextIsolation', true],
  ['nodeIntegration', false],
  ['nodeIntegrationInSubFrames', false],
  ['nodeIntegrationInWorker', false],
  ['webviewTag', false],
])

function nameOf({ key, computed }: Property): string | null {
  if (key.type === 'Identifier' && computed !== true) return key.name ?? null
  return typeof key.value === 'string' ? key.value : null
}

function complaint(property: Property): string | null {
  const name = nameOf(property)
  if (name === null) return null
  if (NEVER.has(name)) return `'${name}' weakens a window: never set it.`
  // Other values stay free: one of the three stores is called sandbox too.
  if (name === 'sandbox' && property.value.value === false) return "'sandbox' may only be true."
  const allowed = ONLY.get(name)
  if (allowed === undefined || property.value.value === allowed) return null
  return `'${name}' may only be ${allowed}.`
}

const plugin = {
  meta: { name: 'gyesan' },
  rules: {
    'no-unsafe-window-flags': {
      create: (context: Context) => ({
        ObjectExpression({ properties }: { properties: Property[] }) {
          for (const property of properties) {
            const message = property.type === 'Property' ? complaint(property) : null
            if (message !== null) context.report({ node: property, message })
          }
        },
      }),
    },
  },
}

export default plugin

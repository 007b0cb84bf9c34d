/**
 * Who may import whom (the rooms are told in docs/adr). Imports go one way:
 * shared <- domain <- application <- adapters, training <- shell <- boot, and the renderer and the
 * preload see shared only. Each rule is broken once on purpose in tests/check/boundaries.test.ts.
 */
import type { ICruiseOptions, IRegularForbiddenRuleType } from 'dependency-cruiser'

/** npm packages that are plain computation and may be used where no platform may. */
const npm = (...names: string[]): string[] => names.map((name) => `^node_modules/${name}/`)

const SHARED = '^src/shared/'
const DOMAIN = '^src/main/domain/'
const APPLICATION = '^src/main/application/'
const ADAPTERS = '^src/main/adapters/'
const TRAINING = '^src/main/training/'
const SHELL = '^src/main/shell/'
/** Both know every adapter; compose-store is the part of it without Electron. */
const BOOT = '^src/main/(boot|compose-store)\\.ts$'
const MAIN = '^src/main/main\\.ts$'
const PRELOAD = '^src/preload/'
const RENDERER = '^src/renderer/'
const CONTRACT =
  '^src/shared/ipc/(contract|contract-parts|backup-contract|find-contract|print-contract|product-contract|reconciled|customer-contract|customer-display-contract|lesson-contract)\\.ts$'

/** All of our own code: what lies in src, so that a rule can leave packages out of its view. */
const OURS = '^src/'

const error = (
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IRegularForbiddenRuleType => ({ name, comment, severity: 'error', from, to })

export const forbidden: IRegularForbiddenRuleType[] = [
  error(
    'shared-is-pure',
    'Every process loads shared: it may use neither Node nor Electron, and nothing of ours but itself.',
    { path: SHARED },
    { pathNot: [SHARED, ...npm('zod', 'es-hangul', 'temporal-polyfill')] },
  ),
  error(
    'domain-is-pure',
    'The rules of the shop know no database, no network, no clock: only shared.',
    { path: DOMAIN },
    {
      pathNot: [DOMAIN, SHARED, ...npm('es-hangul', 'es-toolkit', 'temporal-polyfill')],
    },
  ),
  error(
    'application-knows-ports-only',
    'Use cases see domain and shared; the outside comes in through ports.ts.',
    { path: APPLICATION },
    {
      pathNot: [
        APPLICATION,
        DOMAIN,
        SHARED,
        ...npm('es-hangul', 'es-toolkit', 'temporal-polyfill'),
      ],
    },
  ),
  error(
    'adapters-look-inward',
    'An adapter serves the application: it knows neither shell nor training nor boot.',
    { path: ADAPTERS },
    { path: OURS, pathNot: [ADAPTERS, APPLICATION, DOMAIN, SHARED] },
  ),
  error(
    'adapters-dont-import-adapters',
    'What two adapters share belongs to the application or to shared.',
    { path: `${ADAPTERS}([^/]+)/` },
    { path: ADAPTERS, pathNot: `${ADAPTERS}$1/` },
  ),
  error(
    'training-looks-inward',
    'The built-in Toss stands behind the same port as the real one and knows no adapter.',
    { path: TRAINING },
    { path: OURS, pathNot: [TRAINING, APPLICATION, DOMAIN, SHARED] },
  ),
  error(
    'shell-gets-adapters-handed-in',
    'Only boot chooses adapters; the shell is given them.',
    { path: SHELL },
    { path: [ADAPTERS, TRAINING, BOOT, MAIN] },
  ),
  error(
    'boot-is-the-root',
    'The composition root is loaded by main.ts and by nothing else.',
    { path: OURS, pathNot: [MAIN, BOOT] },
    { path: BOOT },
  ),
  error(
    'main-is-early-only',
    'main.ts does what must happen before ready, then loads boot.',
    { path: MAIN },
    { path: OURS, pathNot: [BOOT, SHELL, SHARED] },
  ),
  error(
    'rooms-are-known',
    'A file outside the rooms escapes every other rule.',
    {
      path: OURS,
      pathNot: [
        SHARED,
        DOMAIN,
        APPLICATION,
        ADAPTERS,
        TRAINING,
        SHELL,
        BOOT,
        MAIN,
        PRELOAD,
        RENDERER,
      ],
    },
    {},
  ),
  error(
    'electron-stays-in-the-shell',
    'Everything else runs on plain Node, in tests and behind other shells.',
    { path: OURS, pathNot: [SHELL, '^src/main/boot\\.ts$', MAIN, PRELOAD] },
    { path: '^(node_modules/)?electron(/|$)' },
  ),
  error(
    'preload-sees-shared-only',
    'The preload is a few lines around Electron and may hold nothing.',
    { path: PRELOAD },
    { pathNot: [PRELOAD, SHARED, '^node_modules/electron/'] },
  ),
  error(
    'renderer-sees-shared-only',
    'Pages know what may cross the bridge and nothing behind it.',
    { path: RENDERER },
    { path: OURS, pathNot: [RENDERER, SHARED] },
  ),
  error(
    'renderer-has-no-node',
    'Pages have neither Node nor its native packages.',
    { path: RENDERER },
    { dependencyTypes: ['core'] },
  ),
  error(
    'renderer-has-no-main-packages',
    'Database, settings and log packages belong to main; zod would break the strict content policy.',
    { path: [RENDERER, PRELOAD] },
    {
      path: npm('better-sqlite3', 'drizzle-orm', 'electron-(log|store|updater)', 'zod'),
    },
  ),
  error(
    'contract-is-types-for-pages',
    'A value import of the contract would bring zod into the page.',
    { path: [RENDERER, PRELOAD] },
    { path: CONTRACT, dependencyTypesNot: ['type-only'] },
  ),
  error(
    'pages-are-separate',
    'The payment page runs foreign scripts: it shares no code with the till page.',
    { path: `${RENDERER}(customer|payment|receipt|till)/` },
    { path: `${RENDERER}(customer|payment|receipt|till)/`, pathNot: `${RENDERER}$1/` },
  ),
  error(
    'features-dont-import-features',
    'What two features share moves to the till itself.',
    { path: `${RENDERER}till/features/([^/]+)/` },
    { path: `${RENDERER}till/features/`, pathNot: `${RENDERER}till/features/$1/` },
  ),
  error(
    'src-ships-alone',
    'Tools and tests never reach the shipped bundle.',
    { path: OURS },
    { path: '^(tools|tests)/' },
  ),
  error('no-cycles', 'A circle of files has no first one to understand.', {}, { circular: true }),
  error(
    'everything-resolves',
    'An import that cannot be followed hides from every other rule.',
    {},
    { couldNotResolve: true },
  ),
]

export const options = {
  // TypeScript 7 has no parser for this tool: without swc it would see no module and pass.
  parser: 'swc',
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '^(out|dist|coverage)/' },
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'node', 'default', 'types'],
    extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.json', '.css'],
  },
} satisfies ICruiseOptions

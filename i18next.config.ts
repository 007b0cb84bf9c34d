import { defineConfig } from 'i18next-cli'

/** `i18next-cli extract --ci --dry-run` and `status --unused`: nothing is written by the tool. */
export default defineConfig({
  locales: ['ko', 'en'],
  extract: {
    input: ['src/renderer/till/**/*.{ts,tsx}', 'src/main/**/*.ts'],
    output: 'src/shared/i18n/{{language}}/{{namespace}}.json',
    defaultNS: 'common',
    // Korean is the first language of the shop; the tool, though, would take the plural ending off
    // its keys, as Korean has one form only, if it were the first language here.
    primaryLanguage: 'en',
    sort: false,
    // Keys that are put together at run time, each from a closed list.
    preservePatterns: [
      'errors:*',
      'common:alert.*',
      'backup:cause.*',
      'backup:recovery.damage.*',
      'backup:recovery.blocked.*',
      'backup:report.read.*',
      'backup:report.toss.*',
      'common:status.*',
      'common:storage.*',
      'common:store.*',
      'common:toss.*',
      'checking:news.title.*',
      'checking:news.text.*',
      'checking:open.payment',
      'checking:open.refund',
      'checkout:notPaid.title.*',
      'records:finding.*',
      'records:todo.*',
      'orders:deposit.phase.*',
      'orders:deposit.what.*',
      'close:difference.*',
      'close:mended.*',
      'close:says.*',
      'close:sums.*',
      'orders:lookup.way.*',
      'orders:refunds.*',
      'orders:unpaid.*',
      'settings:display.languages.*',
      'settings:display.themes.*',
      'settings:keys.keptIn.*',
      'settings:labels.holds.*',
      'settings:keys.problem.*',
      'settings:shop.problem.*',
      'settings:store.what.*',
    ],
  },
})

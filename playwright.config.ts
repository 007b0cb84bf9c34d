import { defineConfig } from 'playwright/test'
import { testHost } from './tests/support/launch.ts'

const host = testHost()
// Workers read this file too; one line is enough.
if (process.env['TEST_WORKER_INDEX'] === undefined) process.stdout.write(`host: ${host}\n`)

const jsonReport = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE']

export default defineConfig({
  metadata: { host },
  workers: 2,
  // Only where nobody watches; a pass that needed it is named at the end of `npm test`.
  retries: process.env['CI'] === 'true' ? 1 : 0,
  forbidOnly: true,
  // Room for a busy machine: waits are on events, so a quiet one needs none of it.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  outputDir: 'test-results',
  // The golden slips: `npm run slips` makes them anew.
  snapshotPathTemplate: 'tests/fixtures/slips/{arg}{ext}',
  reporter: jsonReport === undefined ? 'list' : [['line'], ['json', { outputFile: jsonReport }]],
  projects: [
    // The Chromium host itself, with a tiny app of its own. Where Electron runs, nobody needs it.
    ...(host === 'chromium' ? [{ name: 'host', testDir: 'tests/host' }] : []),
    { name: 'e2e', testDir: 'tests/e2e' },
  ],
})

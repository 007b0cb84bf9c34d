import { join } from 'node:path'
import type * as Electron from 'electron'
import { test as base, type Page } from 'playwright/test'
import { type LaunchOptions, launchTill, type Till } from '../support/launch.ts'

/** What the fixture app keeps for a spec's steps in its main process. */
interface Tools {
  readonly preload: string
  readonly window: Electron.BrowserWindow
  readonly event: Electron.IpcMainInvokeEvent
  readonly html: (body: string) => Response
  readonly log: unknown[]
  readonly state: Record<string, unknown>
}

type Step<A, R> = (electron: typeof Electron, tools: Tools, argument: A) => R | Promise<R>

interface Fixture {
  readonly till: Till
  readonly page: Page
  /** Runs a function in the app's main process; it sees nothing of the spec but its argument. */
  main<R>(step: Step<undefined, R>): Promise<R>
  main<A, R>(step: Step<A, R>, argument: A): Promise<R>
}

const MAIN = join(import.meta.dirname, 'fixture-app/main.mjs')

/** Starts the tiny app of these specs on the Chromium host. */
export async function launchFixture(options: LaunchOptions = {}): Promise<Fixture> {
  const till = await launchTill({ host: 'chromium', main: MAIN, ...options })
  const page = await till.page('app://till/')
  await page.waitForFunction(() => 'fixture' in window)
  const main = <A, R>(step: Step<A, R>, argument?: A) =>
    page.evaluate(
      ([source, given]) => {
        const { invoke } = Reflect.get(window, 'fixture') as {
          invoke(channel: string, ...args: unknown[]): Promise<unknown>
        }
        return invoke('main', source, given)
      },
      [step.toString(), argument] as const,
    ) as Promise<R>
  return { till, page, main }
}

/** Each spec gets an app of its own; `env` is what the host and the app are started with. */
export const test = base.extend<{ env: Record<string, string>; app: Fixture }>({
  env: [{}, { option: true }],
  app: async ({ env }, use) => {
    const fixture = await launchFixture({ env })
    await use(fixture)
    await fixture.till.close()
  },
})

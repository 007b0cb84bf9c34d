import { join } from 'node:path'
import type * as Electron from 'electron'
import { expect, test as base, type Page } from 'playwright/test'
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

interface Bridge {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>
}

const invoke = (page: Page, channel: string, ...args: unknown[]) =>
  page.evaluate(
    ([name, given]) => (Reflect.get(window, 'fixture') as Bridge).invoke(name, ...given),
    [channel, args] as const,
  )

async function fixtureOf(till: Till): Promise<Fixture> {
  const page = await till.page('app://till/')
  await page.waitForFunction(() => 'fixture' in window)
  const main = <A, R>(step: Step<A, R>, argument?: A) =>
    invoke(page, 'main', step.toString(), argument) as Promise<R>
  return { till, page, main }
}

/** Starts the tiny app of these specs on the Chromium host. */
export const launchFixture = async (options: LaunchOptions = {}): Promise<Fixture> =>
  fixtureOf(await launchTill({ host: 'chromium', main: MAIN, ...options }))

/** The app as it is after its start, without a new process: one new window, and all else gone. */
async function startAnew({ till, page }: Fixture): Promise<Fixture> {
  const recorded = till.recorded().length
  await invoke(page, 'start-anew')
  await expect.poll(() => till.windows().length === 1 && till.windows()[0] !== page).toBe(true)
  return fixtureOf({ ...till, recorded: () => till.recorded().slice(recorded) })
}

/**
 * Each spec gets an app like new; one that is started with an `env` of its own gets a process of its
 * own too.
 */
export const test = base.extend<
  { env: Record<string, string>; app: Fixture },
  { sharedApp: { current: Fixture } }
>({
  env: [{}, { option: true }],
  sharedApp: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a destructured first parameter
    async ({}, use) => {
      const shared = { current: await launchFixture() }
      await use(shared)
      await shared.current.till.close()
    },
    { scope: 'worker' },
  ],
  app: async ({ env, sharedApp }, use) => {
    if (Object.keys(env).length > 0) {
      const fixture = await launchFixture({ env })
      await use(fixture)
      await fixture.till.close()
      return
    }
    sharedApp.current = await startAnew(sharedApp.current)
    await use(sharedApp.current)
  },
})

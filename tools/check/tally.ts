/** Reads what the test runners report and adds it up. */

export interface Tally {
  passed: number
  failed: number
  skipped: number
  /** What the reader should hear although the numbers don't say it. */
  notes: string[]
}

interface VitestReport {
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string }[]
  }[]
}

interface PlaywrightSuite {
  title: string
  specs?: {
    title: string
    tests: { projectName: string; status: string; annotations: { description?: string }[] }[]
  }[]
  suites?: PlaywrightSuite[]
}

interface PlaywrightReport {
  suites: PlaywrightSuite[]
  errors: { message?: string }[]
}

const nothing = (): Tally => ({ passed: 0, failed: 0, skipped: 0, notes: [] })

/** Adds tallies up, in order. */
export function sum(tallies: Tally[]): Tally {
  const total = nothing()
  for (const { passed, failed, skipped, notes } of tallies) {
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
    total.notes.push(...notes)
  }
  return total
}

/**
 * Counts a Vitest JSON report.
 * @param expected folders of which each must have run a test: a runner that finds none has failed
 */
export function tallyVitest(json: string, expected: string[]): Tally {
  const tally = nothing()
  const { testResults } = JSON.parse(json) as VitestReport
  for (const { name, status, message, assertionResults } of testResults) {
    let failedHere = 0
    for (const { status: outcome, fullName } of assertionResults) {
      if (outcome === 'passed') tally.passed++
      else if (outcome === 'failed') failedHere++
      else {
        tally.skipped++
        tally.notes.push(`skipped: ${fullName}`)
      }
    }
    // A file that doesn't load has no tests to fail.
    if (status === 'failed' && failedHere === 0) {
      failedHere = 1
      tally.notes.push(`${name} did not run: ${message.split('\n')[0] ?? ''}`)
    }
    tally.failed += failedHere
  }
  for (const folder of expected) {
    const inFolder = testResults.filter(({ name }) => name.includes(`/${folder}/`))
    if (inFolder.some(({ assertionResults }) => assertionResults.length > 0)) continue
    tally.failed++
    tally.notes.push(`no test was found in ${folder}`)
  }
  return tally
}

/** Counts a Playwright JSON report. A test that passed only when repeated is passed, but named. */
export function tallyPlaywright(json: string): Tally {
  const tally = nothing()
  const { suites, errors } = JSON.parse(json) as PlaywrightReport

  const visit = (suite: PlaywrightSuite, way: string[]) => {
    for (const { title, tests } of suite.specs ?? []) {
      for (const { projectName, status, annotations } of tests) {
        const name = [`[${projectName}]`, ...way, title].join(' › ')
        if (status === 'expected') tally.passed++
        else if (status === 'unexpected') tally.failed++
        else if (status === 'flaky') {
          tally.passed++
          tally.notes.push(`passed only when repeated: ${name}`)
        } else {
          const why = annotations.map(({ description }) => description ?? '').join(' ')
          tally.skipped++
          tally.notes.push(`skipped: ${name}${why === '' ? '' : ` (${why})`}`)
        }
      }
    }
    for (const inner of suite.suites ?? []) visit(inner, [...way, inner.title])
  }
  for (const suite of suites) visit(suite, [suite.title])

  for (const { message } of errors) {
    tally.failed++
    tally.notes.push(`the runner itself: ${message?.split('\n')[0] ?? 'unknown error'}`)
  }
  if (tally.passed + tally.failed + tally.skipped === 0) {
    tally.failed = 1
    tally.notes.push('no end-to-end test was found')
  }
  return tally
}

interface CrashReport {
  runs: number
  failed: number
  lost: number
  doubled: number
  unsettled: number
}

/** Counts the crash matrix: each run is a test. */
export function tallyCrash(json: string): Tally {
  const { runs, failed, lost, doubled, unsettled } = JSON.parse(json) as CrashReport
  if (runs === 0) return { ...nothing(), failed: 1, notes: ['the crash matrix ran nothing'] }
  const notes =
    failed === 0 ? [] : [`crash matrix: lost ${lost} doubled ${doubled} unsettled ${unsettled}`]
  return { passed: runs - failed, failed, skipped: 0, notes }
}

/** The line `npm test` ends with. */
export function lastLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/** Everything `npm test` runs, cheap things first. */

/** A runner that writes a JSON report of many tests; without one, a step counts as one. */
export type Report =
  | { runner: 'vitest'; /** Folders that must have tests. */ folders: string[] }
  | { runner: 'playwright' }
  | { runner: 'crash' }

export interface Step {
  name: string
  command: [string, ...string[]]
  /** Names of steps that must have passed before. */
  needs?: string[]
  /** Wants both cores: nothing else runs beside it. */
  alone?: boolean
  report?: Report
}

const types = (folder: string): Step => ({
  name: `types:${folder.replace('src/', '')}`,
  command: ['tsc', '-p', folder],
})

const vitest = (name: string, projects: string[], needs: string[]): Step => ({
  name,
  command: ['vitest', 'run', ...projects.map((project) => `--project=${project}`)],
  needs,
  report: { runner: 'vitest', folders: projects.map((project) => `tests/${project}`) },
})

export const STEPS: Step[] = [
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'lint', command: ['oxlint'] },
  ...['src/shared', 'src/main', 'src/preload', 'src/renderer', 'tools', 'tests'].map(types),
  { name: 'boundaries', command: ['node', 'tools/check/boundaries.ts'] },
  { name: 'dead-code', command: ['knip'] },
  { name: 'translations', command: ['node', 'tools/check/translations.ts'] },
  { name: 'migrations', command: ['node', 'tools/check/migrations.ts'] },
  { name: 'build', command: ['electron-vite', 'build'] },
  { ...vitest('tests', ['unit', 'integration', 'contract', 'check'], []), alone: true },
  {
    name: 'crash',
    command: ['node', 'tools/crash/crash.ts', '--runs', '60', '--seed', '1'],
    alone: true,
    report: { runner: 'crash' },
  },
  vitest('package', ['package'], ['build']),
  {
    name: 'end-to-end',
    command: ['playwright', 'test'],
    needs: ['build'],
    alone: true,
    report: { runner: 'playwright' },
  },
]

/**
 * The steps that `--only a,b` asks for; `types` stands for all that begin with `types:`. What a
 * chosen step needs is taken along.
 * @throws {Error} naming the steps there are, when a name fits none
 */
export function chooseSteps(steps: Step[], only: string[] | null): Step[] {
  if (only === null) return steps
  const chosen = new Set<string>()
  const take = ({ name, needs = [] }: Step) => {
    chosen.add(name)
    for (const step of steps) if (needs.includes(step.name)) take(step)
  }
  for (const wanted of only) {
    const fitting = steps.filter(({ name }) => name === wanted || name.startsWith(`${wanted}:`))
    if (fitting.length === 0) {
      const names = steps.map(({ name }) => name).join(', ')
      throw new Error(`there is no step '${wanted}'; there are: ${names}`)
    }
    fitting.forEach(take)
  }
  return steps.filter(({ name }) => chosen.has(name))
}

import { defineConfig } from 'vitest/config'

/** One project per kind of test; `vitest --project unit` runs one of them. */
const project = (name: string) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`] },
})

export default defineConfig({
  test: {
    projects: ['unit', 'integration', 'contract', 'check', 'package'].map(project),
    // Two cores: more workers only take turns.
    maxWorkers: 2,
    // Files of one worker share what they load, which is most of what they cost. No test may leave
    // anything behind in a module.
    isolate: false,
    // Room for a busy machine; a test that hangs still ends.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A retry would hide a race.
    retry: 0,
    restoreMocks: true,
  },
})

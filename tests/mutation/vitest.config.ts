import { defineConfig } from 'vitest/config'

/** The tests of pure rules alone: no database, so that a thousand mutants are tried in minutes. */
export default defineConfig({
  test: {
    env: { TZ: 'America/New_York' },
    root: `${import.meta.dirname}/..`,
    include: [
      'bff/*.rules.test.ts',
      'bff/*.moves.rules.test.ts',
      'bff/worktime.test.ts',
      'security/pace.rules.test.ts',
      'shared/*.test.ts'
    ],
    exclude: ['bff/redaction.rules.test.ts', 'bff/bundles.rules.test.ts'],
    maxWorkers: 1,
    testTimeout: 120_000
  }
})

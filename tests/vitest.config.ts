import { defineConfig } from 'vitest/config'

// The clock of the machine is set against us: nothing may lean on it being Beijing's.
const env = { TZ: 'America/New_York' }
const shared = {
  env,
  globalSetup: ['./support/global-database.ts'],
  // A hung test ends; a slow machine is no fault of the code.
  testTimeout: 90_000,
  hookTimeout: 90_000
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'checks',
          root: import.meta.dirname,
          include: ['**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          maxWorkers: 2,
          isolate: false
        }
      },
      {
        // Rules and the shape of the house: no database, seconds.
        test: {
          env,
          name: 'quick',
          root: import.meta.dirname,
          include: ['architecture/**/*.test.ts', 'shared/**/*.test.ts', '**/*.rules.test.ts'],
          exclude: ['**/node_modules/**'],
          isolate: false
        }
      },
      {
        test: {
          ...shared,
          name: 'browsers',
          root: import.meta.dirname,
          include: ['**/*.e2e.ts'],
          exclude: ['**/node_modules/**'],
          // A browser takes a processor and a half: two at once only make each other late.
          maxWorkers: 1,
          testTimeout: 240_000,
          hookTimeout: 240_000
        }
      }
    ]
  }
})

import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/**
 * Tests that start processes say nothing of how soon these are there: that is for the machine to say, and whoever else works on
 * it. After this time one hangs.
 */
const processMsMax = 90_000

export default defineConfig({
  // Workspaces resolve to their TypeScript source: tests never see a stale build.
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source', 'node', 'import', 'default'] } },
  test: {
    // Threads without isolation load each module once per thread instead of once per file: several times faster. The
    // price is that tests of one thread share module state, of which this project keeps none, and the working folder.
    pool: 'threads',
    isolate: false,
    // One more than by default on two cores: the tests in browser/ mostly wait for the browser.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'code',
          include: [
            'packages/*/src/**/*.test.{ts,tsx}',
            'bench/src/**/*.test.ts',
            'tools/**/*.test.ts',
            'examples/**/*.test.ts',
          ],
          exclude: ['packages/engine/src/cli/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'commands',
          include: ['packages/engine/src/cli/**/*.test.ts'],
          globalSetup: 'tools/lib/testing-commands.ts',
          testTimeout: processMsMax,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          testTimeout: processMsMax,
          hookTimeout: processMsMax,
          expect: { poll: { timeout: 20_000 } },
          include: ['browser/**/*.test.ts'],
          globalSetup: ['tools/lib/testing-commands.ts', 'browser/testing-towns.ts'],
          // On a busy machine a browser may be late once; what fails twice is broken. Developers see every failure.
          retry: process.env.CI ? 1 : 0,
        },
      },
    ],
  },
})

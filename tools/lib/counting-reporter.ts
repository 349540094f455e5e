import { writeFileSync } from 'node:fs'
import { DefaultReporter, type SerializedError, type TestModule, type TestRunEndReason } from 'vitest/node'

/**
 * Vitest's usual output without its summary, and the counts as JSON in the file that NUNCHI_TEST_COUNTS names:
 * tools/test.mjs prints them together with those of the other checks.
 */
class CountingReporter extends DefaultReporter {
  constructor() {
    super({ summary: false })
  }

  /** Vitest's own summary reads like ours but leaves the other checks out. */
  override reportTestSummary(): void {}

  override onTestRunEnd(
    modules: readonly TestModule[],
    errors: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    super.onTestRunEnd(modules, errors, reason)
    const counts = { passed: 0, failed: errors.length, skipped: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed' || state === 'failed') counts[state]++
        else counts.skipped++
      }
      if (module.errors().length > 0) counts.failed++ // a file that could not even be loaded
    }
    const file = process.env.NUNCHI_TEST_COUNTS
    if (file) writeFileSync(file, JSON.stringify(counts))
  }
}

export { CountingReporter as default } // vitest loads a reporter by its default export

import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import {
  DefaultReporter,
  type SerializedError,
  type TestModule,
  type TestRunEndReason,
  type TestSpecification,
} from 'vitest/node'

/**
 * Vitest's usual output without its summary, and the counts as JSON in the file that NUNCHI_TEST_COUNTS names:
 * tools/test.mjs prints them together with those of the other checks. The file is there from the start and always up to
 * date, so that a run which has to be stopped still tells what passed and which files had not ended.
 */
class CountingReporter extends DefaultReporter {
  readonly #counts = { passed: 0, failed: 0, skipped: 0 }
  readonly #unfinished = new Set<string>()

  constructor() {
    super({ summary: false })
  }

  /** Vitest's own summary reads like ours but leaves the other checks out. */
  override reportTestSummary(): void {}

  override onTestRunStart(specifications: readonly TestSpecification[]): void {
    super.onTestRunStart(specifications)
    for (const { moduleId, project } of specifications) this.#unfinished.add(relative(project.config.root, moduleId))
    this.#write()
  }

  override onTestModuleEnd(module: TestModule): void {
    super.onTestModuleEnd(module)
    this.#unfinished.delete(relative(module.project.config.root, module.moduleId))
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      this.#counts[state === 'passed' || state === 'failed' ? state : 'skipped']++
    }
    if (module.errors().length > 0) this.#counts.failed++ // a file that could not even be loaded
    this.#write()
  }

  override onTestRunEnd(
    modules: readonly TestModule[],
    errors: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    super.onTestRunEnd(modules, errors, reason)
    this.#counts.failed += errors.length
    this.#write()
  }

  #write(): void {
    const file = process.env.NUNCHI_TEST_COUNTS
    if (file) writeFileSync(file, JSON.stringify({ ...this.#counts, unfinished: [...this.#unfinished] }))
  }
}

export { CountingReporter as default } // vitest loads a reporter by its default export

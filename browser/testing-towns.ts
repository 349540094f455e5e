import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the demo towns of this run: testing-served.ts fills each when it is first asked for. */
    towns: string
  }
}

/** Makes room for the demo towns of a run, which all of its files copy, and takes it away when the run is over. */
export function setup(project: TestProject): () => void {
  const towns = mkdtempSync(join(tmpdir(), 'nunchi-towns-'))
  project.provide('towns', towns)
  return () => rmSync(towns, { recursive: true, force: true })
}

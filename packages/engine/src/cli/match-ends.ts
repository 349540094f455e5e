import type { Fault } from '../app/import/item.ts'
import { RejectFile } from '../app/import/rejects.ts'
import type { MatchCounts, MatchFile, MatchSteps } from '../app/match/match-files.ts'
import { OutFile } from './out-file.ts'
import { type Progress, startProgress } from './progress.ts'

const stepNames: Readonly<Record<MatchSteps, string>> = {
  learning: 'Learning what brands and attributes are called',
  matching: 'Matching',
  reconsidering: 'Looking at all products together',
}

/** A bar for each step of matching. */
export class Steps {
  readonly #bytesTotal: number | undefined
  readonly #quiet: boolean
  #step: MatchSteps | undefined
  #progress: Progress | undefined

  constructor(files: readonly MatchFile[], quiet: boolean) {
    const sizes = files.map(({ feed }) => feed.bytes)
    this.#bytesTotal = sizes.reduce(
      (sum, size) => (sum === undefined || size === undefined ? undefined : sum + size),
      0,
    )
    this.#quiet = quiet
  }

  update(step: MatchSteps, counts: MatchCounts, bytes: number): void {
    if (step !== this.#step) {
      this.#progress?.stop()
      this.#step = step
      if (!this.#quiet) process.stderr.write(`${stepNames[step]}\n`)
      this.#progress = startProgress({
        out: process.stderr,
        bytesTotal: this.#bytesTotal,
        now: Date.now,
        quiet: this.#quiet || step === 'reconsidering',
      })
    }
    this.#progress?.update(counts, bytes)
  }

  stop(): void {
    this.#progress?.stop()
  }
}

/** Rejected rows, beside each file or all in one with the names of the files. */
export class Rejects {
  readonly #files: ReadonlyMap<string, RejectFile>
  readonly #paths: ReadonlyMap<string, string>
  /** Where rejected rows were written, in the order in which the first came. */
  readonly written = new Set<string>()
  #file = ''

  /** @param paths by the name of the file */
  constructor(paths: ReadonlyMap<string, string>, path: string | undefined) {
    const all = path === undefined ? undefined : new RejectFile(path, 0, (fault) => ({ file: this.#file, ...fault }))
    this.#paths = new Map([...paths].map(([name, file]) => [name, path ?? `${file}.rejected.jsonl`]))
    this.#files = new Map(
      [...this.#paths].map(([name, own]) => [name, all ?? new RejectFile(own, 0, (fault) => fault)]),
    )
  }

  add(file: string, line: number, fault: Fault): void {
    this.#file = file
    this.written.add(this.#paths.get(file)!)
    this.#files.get(file)!.add(line, fault)
  }

  close(): void {
    for (const file of new Set(this.#files.values())) file.close()
  }
}

/** The files that a command writes: all of them are there when it came to its end, none otherwise. */
export class Outs {
  readonly #files = new Map<string | undefined, OutFile>()

  /** @throws Refusal OUT_FILE */
  async open(paths: readonly (string | undefined)[]): Promise<void> {
    for (const path of paths) if (!this.#files.has(path)) this.#files.set(path, await OutFile.open(path))
  }

  of(path: string | undefined): OutFile {
    return this.#files.get(path)!
  }

  /** @throws Refusal OUT_FILE */
  async keep(): Promise<void> {
    for (const file of this.#files.values()) await file.keep()
  }

  drop(): void {
    for (const file of this.#files.values()) file.drop()
  }
}

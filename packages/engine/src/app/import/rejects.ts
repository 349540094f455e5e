import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs'
import type { Fault } from './item.ts'

/** The file of rejected rows: a JSON object a line. Made when the first row is rejected. */
export class RejectFile {
  readonly path: string
  #descriptor: number | undefined
  #bytes: number
  #pending: string[] = []

  readonly #kept: (fault: Fault) => Fault

  /**
   * @param keepBytes  what an earlier, resumed run wrote and is kept; the rest is cut off
   * @param kept  what of a fault is written
   */
  constructor(path: string, keepBytes: number, kept: (fault: Fault) => Fault) {
    this.path = path
    this.#kept = kept
    this.#bytes = 0
    if (keepBytes === 0) rmSync(path, { force: true })
    else if (existsSync(path)) {
      this.#descriptor = openSync(path, 'r+')
      this.#bytes = Math.min(keepBytes, fstatSync(this.#descriptor).size)
      ftruncateSync(this.#descriptor, this.#bytes)
    }
  }

  add(line: number, fault: Fault): void {
    this.#pending.push(`${JSON.stringify({ line, ...this.#kept(fault) })}\n`)
    if (this.#pending.length >= 1_000) this.flush()
  }

  /** Bytes of the file once everything added is written. */
  flush(): number {
    if (this.#pending.length === 0) return this.#bytes
    this.#descriptor ??= openSync(this.path, 'w')
    const bytes = Buffer.from(this.#pending.join(''))
    this.#pending = []
    let written = 0
    while (written < bytes.length)
      written += writeSync(this.#descriptor, bytes, written, bytes.length - written, this.#bytes + written)
    this.#bytes += bytes.length
    return this.#bytes
  }

  close(): void {
    this.flush()
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
  }
}

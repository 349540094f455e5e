import type { Worker } from 'node:worker_threads'
import { assert } from '../../domain/assert.ts'
import { Refusal } from '../../domain/refusal.ts'
import { startThread } from '../../threads/start-thread.ts'
import { type Answer, type Call, closeRequest } from './messages.ts'

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: unknown) => void }

/**
 * The caller's side of a thread that owns a database, so that neither a read nor an fsync ever blocks the event loop.
 * Calls reach the thread in the order they are made.
 */
export class StorageThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  readonly #ended: Promise<void>
  #lastId = 0
  #closing: Promise<void> | undefined
  #broken: Error | undefined

  private constructor(name: string, options: unknown) {
    this.#worker = startThread(`../../adapters/sqlite/${name}.worker.ts`, {
      workerData: options,
      name: `nunchi-${name}`,
    })
    this.#worker.on('message', (answers: readonly Answer[]) => this.#take(answers))
    this.#worker.on('error', (error) => this.#break(error))
    this.#ended = new Promise((resolve) => this.#worker.once('exit', () => resolve()))
    this.#ended.then(() => this.#break(new Error(`storage thread ${name} has ended`)))
  }

  /**
   * Starts the thread whose entry is `NAME.worker.ts` and waits until it has opened its database.
   * @returns the thread, and what its opening answered
   */
  static async start(name: string, options: unknown): Promise<{ thread: StorageThread; opened: unknown }> {
    const thread = new StorageThread(name, options)
    const opened = await new Promise((resolve, reject) => thread.#waiting.set(0, { resolve, reject }))
    return { thread, opened }
  }

  call(request: unknown): Promise<unknown> {
    assert(this.#closing === undefined, 'storage is used after it was closed')
    return this.#send(request)
  }

  /** Resolves when everything called before is done, the database is closed and the thread has ended. */
  close(): Promise<void> {
    this.#closing ??= this.#broken ? this.#ended : this.#send(closeRequest).then(() => this.#ended)
    return this.#closing
  }

  #send(request: unknown): Promise<unknown> {
    if (this.#broken) return Promise.reject(this.#broken)
    const id = ++this.#lastId
    const call: Call = { id, request }
    this.#worker.postMessage(call)
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
  }

  #take(answers: readonly Answer[]): void {
    for (const { id, outcome } of answers) {
      const waiting = this.#waiting.get(id)
      this.#waiting.delete(id)
      if ('value' in outcome) waiting?.resolve(outcome.value)
      else if ('refused' in outcome) waiting?.reject(new Refusal(outcome.refused, outcome.details))
      else waiting?.reject(new Error(outcome.failed))
    }
  }

  #break(error: Error): void {
    this.#broken ??= error
    for (const waiting of this.#waiting.values()) waiting.reject(this.#broken)
    this.#waiting.clear()
  }
}

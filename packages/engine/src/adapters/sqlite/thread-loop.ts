import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { assert } from '../../domain/assert.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Answer, type Call, closeRequest, type Outcome } from './messages.ts'

/** What a storage thread does: it has been opened, answers groups of requests, and closes. */
export type Served = {
  /** What `StorageThread.start` hands back. */
  readonly opened: unknown
  /** One outcome per request, in order. A throw is our bug and ends the thread. */
  readonly answer: (requests: readonly unknown[]) => readonly Outcome[]
  readonly close: () => void
}

/** Requests answered together at most: bounds how long the first of them waits for the last. */
const groupMax = 4_096
/** The same in characters of text; a single larger request is a group of its own. */
const groupCharsMax = 16 * 1024 * 1024

/** The thread's side of StorageThread: takes whatever is waiting as one group, answers it in one message. */
export function serveThread<Options>(open: (options: Options) => Served): void {
  const port = parentPort
  assert(port !== null, 'a storage thread runs as a thread')
  let served: Served
  try {
    served = open(workerData as Options)
  } catch (error) {
    port.postMessage([{ id: 0, outcome: failure(error) }] satisfies Answer[])
    return port.close()
  }
  port.on('message', (first: Call) => {
    const group = drain(port, first)
    const closing = group.at(-1)!.request === closeRequest ? group.pop() : undefined
    if (group.length > 0) send(port, group, served.answer(group.map((call) => call.request)))
    if (!closing) return
    served.close()
    send(port, [closing], [{ value: undefined }])
    port.close()
  })
  port.postMessage([{ id: 0, outcome: { value: served.opened } }] satisfies Answer[])
}

/** A thrown error as an outcome. */
export function failure(error: unknown): Outcome {
  if (error instanceof Refusal) return { refused: error.code, details: error.details }
  return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

function drain(port: MessagePort, first: Call): Call[] {
  const group = [first]
  let chars = charsOf(first)
  while (group.length < groupMax && chars < groupCharsMax && group.at(-1)!.request !== closeRequest) {
    const next = receiveMessageOnPort(port)
    if (!next) break
    group.push(next.message as Call)
    chars += charsOf(next.message as Call)
  }
  return group
}

function charsOf({ request }: Call): number {
  return typeof request === 'object' && request !== null && 'text' in request ? String(request.text).length : 0
}

/** Buffers that an answer owns whole are handed over instead of copied. */
function send(port: MessagePort, calls: readonly Call[], outcomes: readonly Outcome[]): void {
  const answers: Answer[] = calls.map(({ id }, index) => ({ id, outcome: outcomes[index] }))
  const owned: ArrayBuffer[] = []
  for (const outcome of outcomes) {
    if (!('value' in outcome) || !(outcome.value instanceof Uint8Array)) continue
    const { buffer, byteLength } = outcome.value
    if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) owned.push(buffer)
  }
  port.postMessage(answers, owned)
}

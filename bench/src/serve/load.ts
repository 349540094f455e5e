import { Connection, type OnAnswer } from './connection.ts'

/** What a closed loop did: every connection sends its next request when the last is answered. */
export type ClosedLoad = { readonly answers: number; readonly seconds: number; readonly wrong: number }

type Check = (status: number, body: Buffer) => boolean

/**
 * Sends the requests over `connections` connections as fast as they are answered, until all are or the time is over.
 * @param isRight  whether an answer is what it should be; others are counted as wrong
 */
export async function closedLoad(
  port: number,
  requests: readonly Buffer[],
  { connections, secondsMax, isRight }: { connections: number; secondsMax: number; isRight: Check },
): Promise<ClosedLoad> {
  const broken = failing()
  const open = await openAll(port, connections, broken.fail)
  let next = 0
  let answers = 0
  let wrong = 0
  const start = performance.now()
  const deadline = start + secondsMax * 1000
  const runs = open.map(
    (connection) =>
      new Promise<void>((resolve) => {
        const step = () => {
          if (next >= requests.length || performance.now() >= deadline) return resolve()
          connection.send(requests[next++], onAnswer)
        }
        const onAnswer: OnAnswer = (status, body) => {
          answers += 1
          if (!isRight(status, body)) wrong += 1
          step()
        }
        step()
      }),
  )
  await Promise.race([Promise.all(runs), broken.failed])
  const seconds = (performance.now() - start) / 1000
  for (const connection of open) connection.close()
  return { answers, seconds, wrong }
}

/** What an open loop did: requests are due at a constant rate, whether or not earlier ones are answered. */
export type OpenLoad = {
  /** From when each request was due to when its answer was whole, ms: a stalled server is charged for all who wait. */
  readonly latenciesMs: Float64Array
  /** How late requests were sent, ms: the client's own share, timers and waiting for a free connection included. */
  readonly lateMs: Float64Array
  readonly wrong: number
}

/**
 * Sends a request every 1 / perSecond seconds for `seconds`, then waits for the last answers.
 * @param requestAt  the n-th request
 */
export async function openLoad(
  port: number,
  requestAt: (n: number) => Buffer,
  shape: { perSecond: number; seconds: number; connections: number; isRight: Check },
): Promise<OpenLoad> {
  const { perSecond, seconds, connections, isRight } = shape
  const count = Math.floor(perSecond * seconds)
  const latenciesMs = new Float64Array(count)
  const lateMs = new Float64Array(count)
  const broken = failing()
  const idle = await openAll(port, connections, broken.fail)
  const all = [...idle]
  const start = performance.now() + 5
  const dueAt = (n: number) => start + (n * 1000) / perSecond
  let sent = 0
  let answered = 0
  let wrong = 0
  const done = new Promise<void>((resolve) => {
    const sendDue = () => {
      const now = performance.now()
      while (sent < count && dueAt(sent) <= now && idle.length > 0) sendOn(idle.pop()!, sent++, now)
    }
    const sendOn = (connection: Connection, n: number, now: number) => {
      lateMs[n] = now - dueAt(n)
      connection.send(requestAt(n), (status, body) => {
        latenciesMs[n] = performance.now() - dueAt(n)
        if (!isRight(status, body)) wrong += 1
        idle.push(connection)
        answered += 1
        if (answered === count) resolve()
        else sendDue()
      })
    }
    const tick = () => {
      sendDue()
      if (sent < count) setTimeout(tick, 1)
    }
    tick()
  })
  await Promise.race([done, broken.failed])
  for (const connection of all) connection.close()
  return { latenciesMs, lateMs, wrong }
}

function openAll(port: number, count: number, onBroken: (error: Error) => void): Promise<Connection[]> {
  return Promise.all(Array.from({ length: count }, () => Connection.open(port, onBroken)))
}

/** A promise that is rejected from outside: any connection that breaks ends the whole measurement. */
function failing(): { readonly failed: Promise<never>; readonly fail: (error: Error) => void } {
  let fail: (error: Error) => void = () => {}
  const failed = new Promise<never>((_, reject) => {
    fail = reject
  })
  failed.catch(() => {}) // told to whoever races it
  return { failed, fail }
}

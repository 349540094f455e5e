import { parentPort, workerData } from 'node:worker_threads'
import { openNatsLog } from '../adapters/nats/event-log.ts'
import { SqliteEventLog } from '../adapters/sqlite/event-log.ts'
import { Lessons } from '../decide/rank/lessons.ts'
import { parseRanker, rankerFile } from '../decide/rank/ranker.ts'
import { trainRanker } from '../decide/rank/train-ranker.ts'
import type { EventLog } from '../ports/event-log.ts'
import { Views } from '../state/views.ts'

/** What the thread is started with: the data folder, the log's address when it is not in the folder, and the task. */
export type TrainRankerTask = {
  readonly dir: string
  readonly logUrl?: string
  readonly end: number
  readonly share: number
  readonly current?: object
}

const readPage = 10_000
const seed = 1
const post = (message: object): void => parentPort!.postMessage(message)

/**
 * Folds the log anew, on a connection of its own, with lessons taken a moment before each event, and learns a ranker
 * from them: posts `{ progress }` as it goes, and at the end `{ result }`. Takes the memory of the views a second time, and that
 * of the lessons.
 */
async function train({ dir, logUrl, end, share, current }: TrainRankerTask): Promise<void> {
  const log = logUrl === undefined ? await SqliteEventLog.openForReading(dir) : await openNatsLog(logUrl)
  const lessons = await takeLessons(log, end, share)
  await log.close()
  const training = trainRanker(lessons.finish(), current && parseRanker(current))
  let step = training.next()
  for (; !step.done; step = training.next()) post({ progress: { stage: 'learning', ...step.value } })
  const { ranker, ...rest } = step.value
  post({ result: { ...rest, ...(ranker ? { ranker: rankerFile(ranker) } : {}) } })
}

async function takeLessons(log: Pick<EventLog, 'read'>, end: number, share: number): Promise<Lessons> {
  const views = new Views()
  const lessons = new Lessons(views, { share, seed })
  while (views.position < end) {
    const events = await log.read(views.position, Math.min(readPage, end - views.position))
    if (events.length === 0) throw new Error(`the log ends at ${views.position}, before ${end}`)
    for (const event of events) {
      lessons.observe(event)
      views.fold(event)
    }
    post({ progress: { stage: 'reading', events: views.position, total: end } })
  }
  return lessons
}

await train(workerData as TrainRankerTask)

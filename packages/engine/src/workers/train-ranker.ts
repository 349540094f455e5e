import { parentPort, workerData } from 'node:worker_threads'
import { Lessons } from '../decide/rank/lessons.ts'
import { parseRanker, rankerFile } from '../decide/rank/ranker.ts'
import { trainRanker } from '../decide/rank/train-ranker.ts'
import { Views } from '../state/views.ts'
import { foldUpTo, type LogPlace, openLog } from './read-log.ts'

/** What the thread is started with. */
export type TrainRankerTask = LogPlace & {
  readonly end: number
  readonly share: number
  readonly current?: object
}

const seed = 1
const tell = (progress: object): void => parentPort!.postMessage({ progress })

/**
 * Folds the log anew, on a connection of its own, with lessons taken a moment before each event, and learns a ranker
 * from them: posts `{ progress }` as it goes, and at the end `{ result }`. Takes the memory of the views a second time, and that
 * of the lessons.
 */
async function train({ end, share, current, ...place }: TrainRankerTask): Promise<void> {
  const log = await openLog(place)
  const views = new Views()
  const lessons = new Lessons(views, { share, seed })
  const before = lessons.observe.bind(lessons)
  await foldUpTo(log, views, {
    end,
    before,
    onPage: () => tell({ stage: 'reading', events: views.position, total: end }),
  })
  await log.close()
  const training = trainRanker(lessons.finish(), current && parseRanker(current))
  let step = training.next()
  for (; !step.done; step = training.next()) tell({ stage: 'learning', ...step.value })
  const { ranker, ...rest } = step.value
  parentPort!.postMessage({ result: { ...rest, ...(ranker ? { ranker: rankerFile(ranker) } : {}) } })
}

void train(workerData as TrainRankerTask)

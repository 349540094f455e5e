import { startWorker } from '../app/tasks.ts'
import type { Trainer, TrainingProgress, TrainingResult } from '../app/training.ts'
import type { TrainRankerTask } from '../workers/train-ranker.ts'

type Message = { readonly progress?: TrainingProgress; readonly result?: TrainingResult }

/** Runs a training in a thread of its own, on connections of its own. Cancelling ends the thread where it stands. */
export function trainInThread(
  task: TrainRankerTask,
  onProgress: (progress: TrainingProgress) => void,
): ReturnType<Trainer> {
  const worker = startWorker('train-ranker', task)
  const done = new Promise<TrainingResult>((resolve, reject) => {
    worker.on('message', ({ progress, result }: Message) => {
      if (progress) onProgress(progress)
      if (result) resolve(result)
    })
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the training ended with code ${code} and no result`)))
  })
  return { done, cancel: () => void worker.terminate() }
}

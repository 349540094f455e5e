import type { RankerTrained } from '../decide/rank/train-ranker.ts'

/** How far a training is. */
export type TrainingProgress =
  | { readonly stage: 'reading'; readonly events: number; readonly total: number }
  | { readonly stage: 'learning'; readonly act: string; readonly trees: number; readonly treesMax: number }

/** What a training learned, ready to be kept; `ranker` is absent when there was too little to learn from. */
export type TrainingResult = Omit<RankerTrained, 'ranker'> & { readonly ranker?: object }

export type TrainingTask = {
  /** Log position up to which it learns. */
  readonly end: number
  /** Share of the visits it learns from, so that their rows fit in memory. */
  readonly share: number
  /** The ranker in use, to be compared with, as `rankerFile` gave it. */
  readonly current?: object
}

/** Learns a ranker from the log beside the shop, in another thread. `cancel` ends it at once; `done` is then rejected. */
export type Trainer = (
  task: TrainingTask,
  onProgress: (progress: TrainingProgress) => void,
) => { readonly done: Promise<TrainingResult>; readonly cancel: () => void }

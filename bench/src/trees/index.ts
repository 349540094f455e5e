import { statSync } from 'node:fs'
import type { Bench } from '../bench.ts'
import { hillstrom } from './hillstrom.ts'
import { journey } from './journey.ts'
import { type Ask, measureLoss, measureSpeed } from './measure.ts'
import { synthetic } from './synthetic.ts'

/** The same for every set; how many trees is told by the validation rows. */
const careful = { trees: 500, shrinkage: 0.05, leavesMax: 15, leafRowsMin: 20, patience: 50 }
const timed = { trees: 200, leavesMax: 31 }

/** How good gradient-boosted trees are, and how fast. */
export const bench: Bench = {
  name: 'trees',
  says: 'gradient-boosted trees: loss on unseen rows and speed; beside LightGBM where a Python has it. --data is optional',
  options: {
    python: 'a Python with LightGBM, for the yardstick (none)',
    rows: 'rows of the synthetic data (100000)',
    groups: 'baskets of the Complete Journey at most (3000)',
    repeats: 'trainings that are timed (3)',
  },
  flags: { smoke: 'few rows and trees: whether it works, not how good' },
  run: async ({ data, seed, own, progress }) => {
    const ask: Ask = { options: own.smoke ? { ...careful, trees: 20 } : careful, python: own.python, repeats: 1 }
    if (data !== '') {
      const isFolder = statSync(data).isDirectory()
      const problem = isFolder ? journey(data, Number(own.groups ?? 3_000)) : hillstrom(data, seed)
      progress(`${problem.set}: ${problem.train.labels.length} rows to train on`)
      return { rows: measureLoss(problem, ask), notes }
    }
    const problem = synthetic(Number(own.rows ?? (own.smoke ? 1_000 : 100_000)), seed)
    progress(`synthetic: ${problem.train.labels.length} rows to train on`)
    const loss = measureLoss(problem, ask)
    progress('loss measured; timing')
    const speed = {
      ...ask,
      options: own.smoke ? { trees: 5 } : timed,
      repeats: Number(own.repeats ?? (own.smoke ? 1 : 3)),
    }
    return { rows: [...loss, ...measureSpeed(problem, speed)], notes }
  },
}

const notes = [
  'Trees stop by the validation rows; nothing is chosen by the test rows. The yardstick has the same rows, settings and one',
  'thread; its answering includes what Python takes. Synthetic: made-up rows of known truth, never to be mixed with public data.',
]

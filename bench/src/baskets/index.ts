import { basename, resolve } from 'node:path'
import { addFrequency, BasketHistory, Random } from '@nunchi/kernel'
import type { Bench, BenchResult, BenchRow } from '../bench.ts'
import { mean } from '../metrics.ts'
import { blendOver, learnBlend } from './blend.ts'
import { figuresOf, type Lister, listerOf, type Measured, measure, type Scorer } from './lists.ts'
import { type Buyer, readBuyers } from './read.ts'
import { type Chosen, filled, popular, sourcesOf, type Tail, tunables, tuneModels } from './tuning.ts'

type Settings = {
  readonly set: string
  readonly seed: number
  readonly sample: number
  readonly evaluations: number
  readonly rowsMax: number
  readonly isTail: boolean
  readonly progress: (text: string) => void
}

/** What the authors print for Ta-Feng; their other data sets are not these. */
const published: readonly [metric: string, value: number][] = [
  ['recall@10', 0.128],
  ['NDCG@10', 0.11],
]

/** The next basket of every user: each model by itself, the blend, and what is simple. */
export const bench: Bench = {
  name: 'baskets',
  says: 'the next basket of every user: frequency, neighbours, transitions, repeats, their blend; protocol of the reality check',
  reads: 'folder with history.json and future.json (A Next Basket Recommendation Reality Check), also .gz',
  options: {
    sample: 'users on whom parameters are tuned (2500)',
    evaluations: 'settings tried for each model (14)',
    rows: 'rows the blend learns from (600000)',
  },
  flags: { tail: 'only the train tail: the last basket of the histories; the future is not looked at' },
  run: async ({ data, seed, own, progress }) => {
    const settings: Settings = {
      set: basename(resolve(data)),
      seed,
      sample: Number(own.sample ?? 2500),
      evaluations: Number(own.evaluations ?? 14),
      rowsMax: Number(own.rows ?? 600_000),
      isTail: own.tail === 'yes',
      progress,
    }
    return measureAll(readBuyers(data), settings)
  },
}

function measureAll(buyers: readonly Buyer[], settings: Settings): BenchResult {
  const { set, seed, isTail, progress } = settings
  const tail = tailOf(buyers)
  progress(`${buyers.length} users, ${tail.users.length} of them with a tail`)
  const asked = isTail ? tail : wholeOf(buyers)
  const tuned = tuneModels(
    { ...tail, users: sampleOf(tail.users, settings.sample, seed) },
    settings.evaluations,
    progress,
  )
  const sources = sourcesOf(tuned.chosen)
  const learned = learnBlend(tail, { sources, rowsMax: settings.rowsMax, seed })
  progress(`blend learned in ${learned.seconds.toFixed(0)} s, ${learned.trees.parts.trees.length} trees`)
  const rows: BenchRow[] = []
  const add = (variant: string, figures: readonly [string, number, string][], where = set) => {
    for (const [metric, value, unit] of figures) rows.push({ set: where, variant, metric, value, unit })
  }
  for (const [variant, build] of Object.entries(variantsOf(tuned.chosen))) {
    const { measured, seconds } = built(() => listerOf(build(asked.history)), asked)
    add(variant, [...figuresOf(measured), ['fit', seconds, 's']])
    progress(`${variant}: recall@10 ${mean(measured.metrics['recall@10']!).toFixed(4)}`)
  }
  for (const [model, seconds] of Object.entries(tuned.seconds)) add(model, [['tune', seconds, 's']])
  add(
    'blend',
    figuresOf(learned.held).filter(([, , unit]) => unit === ''),
    `${set}, train tail of users held back`,
  )
  if (!isTail) {
    const { measured, seconds } = built(() => blendOver(asked, sources, learned.trees), asked)
    add('blend', [
      ...figuresOf(measured),
      ['fit', seconds, 's'],
      ['learn', learned.seconds, 's'],
      ['trees', learned.trees.parts.trees.length, ''],
    ])
    add('blend', fifthsOf(measured, seed), `${set}, five random fifths`)
  }
  add(
    'tifu-knn, as published',
    published.map(([metric, value]) => [metric, value, '']),
  )
  return { rows, notes: notes(settings, asked.users.length) }
}

/** The history without each user's last basket, which is to be predicted. */
function tailOf(buyers: readonly Buyer[]): Tail {
  const history = new BasketHistory()
  for (const [user, buyer] of buyers.entries())
    for (const basket of buyer.history.slice(0, -1)) history.add(user, basket)
  const users = [...buyers.keys()].filter((user) => history.basketsOf(user) > 0)
  const next = buyers.map((buyer) => new Set(buyer.history.at(-1)))
  return { history, users, nextOf: (user) => next[user]! }
}

/** The whole history, the future to be predicted. */
function wholeOf(buyers: readonly Buyer[]): Tail {
  const history = new BasketHistory()
  for (const [user, buyer] of buyers.entries()) for (const basket of buyer.history) history.add(user, basket)
  const next = buyers.map((buyer) => new Set(buyer.future))
  return { history, users: [...buyers.keys()], nextOf: (user) => next[user]! }
}

/** What is simple, what was published, and each model as tuned: name -> how it is built on a history. */
function variantsOf(chosen: Chosen): Record<string, (history: BasketHistory) => Scorer> {
  const reference = { share: 0.7, neighbours: 300, groups: 7, within: 0.9, between: 0.7 }
  return {
    popular: (history) => popular(history, 1),
    'personal-top': (history) => (user, into) => addFrequency(history, user, { weights: ones, factor: 1, into }),
    'gp-top': (history) =>
      filled((user, into) => addFrequency(history, user, { weights: ones, factor: 1, into }), history),
    'tifu-knn, published parameters': (history) => tunables.tifu.build(history, reference),
    ...Object.fromEntries(
      Object.entries(tunables).map(([name, { build }]) => [
        name,
        (history: BasketHistory) =>
          (build as (history: BasketHistory, parameters: unknown) => Scorer)(history, chosen[name as keyof Chosen]),
      ]),
    ),
  }
}

const ones = new Float64Array(65_536).fill(1)

function built(build: () => Lister, { users, nextOf }: Tail): { measured: Measured; seconds: number } {
  const started = performance.now()
  const lister = build()
  const seconds = (performance.now() - started) / 1000
  return { measured: measure(lister, users, nextOf), seconds }
}

/** Five times a random fifth of the users, as the reality check draws its test users: mean, least and most. */
function fifthsOf({ metrics }: Measured, seed: number): [string, number, string][] {
  const random = new Random(seed)
  const count = metrics['recall@10']!.length
  const fifths = Array.from({ length: 5 }, () => random.shuffle(numbersTo(count)).slice(Math.floor((count * 4) / 5)))
  return ['recall@10', 'NDCG@10'].flatMap((name): [string, number, string][] => {
    const means = fifths.map((users) => mean(users.map((user) => metrics[name]![user]!)))
    return [
      [name, mean(means), ''],
      [`${name} least`, Math.min(...means), ''],
      [`${name} most`, Math.max(...means), ''],
    ]
  })
}

function sampleOf(users: readonly number[], count: number, seed: number): number[] {
  return new Random(seed)
    .shuffle(numbersTo(users.length))
    .slice(0, count)
    .map((i) => users[i]!)
}

function numbersTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i)
}

function notes({ isTail, set }: Settings, users: number): string[] {
  return [
    `${set}: ${users} users, all of them test users${isTail ? ' of the train tail' : ''}; NDCG as in the reality check's code, its perfect list as long as the basket.`,
    'Parameters and blend are learned from the last basket of the histories; no future basket is learned from.',
    'tifu-knn, as published: printed by its authors, not measured in this run.',
  ]
}

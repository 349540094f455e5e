import { Random, type TreeFeature, type TreeTable } from '@nunchi/kernel'
import { mean } from '../metrics.ts'
import { Codes, readCsv } from './csv.ts'
import { type Problem, rowsBetween } from './problem.ts'

type Column =
  | 'recency'
  | 'history_segment'
  | 'history'
  | 'mens'
  | 'womens'
  | 'zip_code'
  | 'newbie'
  | 'channel'
  | 'segment'
  | 'visit'

const features: readonly (TreeFeature & { readonly name: Column })[] = [
  { name: 'recency' },
  { name: 'history_segment', kind: 'category' },
  { name: 'history' },
  { name: 'mens' },
  { name: 'womens' },
  { name: 'zip_code', kind: 'category' },
  { name: 'newbie' },
  { name: 'channel', kind: 'category' },
  { name: 'segment', kind: 'category' },
]

/** Who of the Hillstrom e-mail trial visits the shop. Rows are shuffled by the seed; 60 % train, 20 % validation, 20 % test. */
export function hillstrom(file: string, seed: number): Problem {
  const rows = new Random(seed).shuffle(readCsv<Column>(file))
  const values = new Float64Array(rows.length * features.length)
  for (const [column, { name, kind }] of features.entries()) {
    const codes = new Codes()
    for (const [row, fields] of rows.entries())
      values[row * features.length + column] = kind ? codes.of(fields[name]) : Number(fields[name])
  }
  const labels = Uint8Array.from(rows, ({ visit }) => Number(visit))
  const table: TreeTable = { features, values, labels }
  const [first, second] = [Math.floor(rows.length * 0.6), Math.floor(rows.length * 0.8)]
  const train = rowsBetween(table, 0, first)
  const share = mean(Array.from<number>(train.labels))
  return {
    set: 'hillstrom',
    objective: { kind: 'logistic' },
    train,
    validation: rowsBetween(table, first, second),
    test: rowsBetween(table, second, rows.length),
    baselines: { constant: new Float64Array(rows.length - second).fill(Math.log(share / (1 - share))) },
  }
}

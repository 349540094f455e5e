import type { ObjectiveSpec, TreeTable } from '@nunchi/kernel'

/** Something to learn, parted so that what is chosen is chosen without the test rows. */
export type Problem = {
  readonly set: string
  readonly objective: ObjectiveSpec
  readonly train: TreeTable
  readonly validation: TreeTable
  readonly test: TreeTable
  /** Scores that need no learning, by name, for the test rows: what trees have to beat. */
  readonly baselines: Readonly<Record<string, Float64Array>>
}

/** The rows of a table from `start` to `end`, without groups. */
export function rowsBetween(table: TreeTable, start: number, end: number): TreeTable {
  const width = table.features.length
  return {
    features: table.features,
    values: table.values.subarray(start * width, end * width),
    labels: table.labels.subarray(start, end),
  }
}

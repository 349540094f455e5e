import { LambdaMart } from './lambda-mart.ts'
import { LogisticLoss } from './logistic-loss.ts'
import { SquaredError } from './squared-error.ts'
import type { TreeTable } from './tree-table.ts'
import { TreesError } from './trees-error.ts'

/** What is learned. */
export type ObjectiveSpec =
  /** The chance that a label of 0 or 1 (or a share between) is 1; scores are log-odds. */
  | { readonly kind: 'logistic' }
  /** The mean of labels. */
  | { readonly kind: 'squared' }
  /** An order within each group, with labels 0, 1, 2, ... of rising relevance. */
  | ({ readonly kind: 'lambda-mart' } & LambdaMartOptions)

export type LambdaMartOptions = {
  /** Places of the list that the validation's NDCG looks at. Default 10. */
  readonly k?: number
  /** A pair teaches when one of it stands in the first so many places. Default 30, or k if larger. */
  readonly places?: number
  /**
   * Whether pairs far apart in score teach less and every group is brought to one scale, as LightGBM does. Without it
   * these are the gradients of the paper. Default true.
   */
  readonly isNormalised?: boolean
}

/** A loss over rows, with its derivatives by the rows' scores. */
export interface Objective {
  /** The score that all rows start with. */
  readonly start: number
  /** Writes first and second derivatives, shape [rows]. */
  derive(scores: Float64Array, gradients: Float64Array, hessians: Float64Array): void
  /** What early stopping looks at; smaller is better. */
  loss(scores: Float64Array): number
}

/** Prepares an objective for the labels of a table. @throws TreesError TREES_DATA for labels that it cannot have */
export function objectiveOf(spec: ObjectiveSpec, table: TreeTable, name: string): Objective {
  checkLabels(spec, table, name)
  if (spec.kind === 'logistic') return new LogisticLoss(table)
  if (spec.kind === 'squared') return new SquaredError(table)
  return new LambdaMart({ ...table, groups: checkedGroups(table, name) }, spec)
}

const wanted = {
  logistic: { says: 'labels go from 0 to 1', isFit: (label: number) => label >= 0 && label <= 1 },
  squared: { says: 'labels are finite numbers', isFit: (label: number) => Number.isFinite(label) },
  'lambda-mart': {
    says: 'labels are whole numbers from 0 to 31, larger for what is more relevant',
    isFit: (label: number) => label >= 0 && label <= 31 && label % 1 === 0,
  },
} as const

function checkLabels({ kind }: ObjectiveSpec, { labels }: TreeTable, name: string): void {
  const { says, isFit } = wanted[kind]
  for (let row = 0; row < labels.length; row++)
    if (!isFit(labels[row])) throw new TreesError('TREES_DATA', `${name}.labels[${row}]`, `${labels[row]}; ${says}`)
}

function checkedGroups({ groups, labels }: TreeTable, name: string): Uint32Array {
  const place = `${name}.groups`
  if (!groups) throw new TreesError('TREES_DATA', place, 'LambdaMART orders rows within groups; give the rows of each')
  const sum = groups.reduce((total, count) => total + count, 0)
  if (sum !== labels.length)
    throw new TreesError('TREES_DATA', place, `they add up to ${sum}, but there are ${labels.length} rows`)
  return groups
}

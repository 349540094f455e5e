import { valueBinsMax } from './feature.ts'
import { TreesError } from './trees-error.ts'

/** How trees are grown. Each has a default; names in other programs are given where they differ. */
export type TreeOptions = {
  /** Trees at most; fewer when a validation set says stop. */
  readonly trees: number
  /** Leaves of a tree at most (num_leaves). */
  readonly leavesMax: number
  /** Splits from the root to a leaf at most (max_depth). */
  readonly depthMax: number
  /** What of a tree's answer is added (learning_rate). */
  readonly shrinkage: number
  /** Added to the hessian of a leaf, so that few rows say little (lambda_l2). */
  readonly l2: number
  /** Rows of a leaf at least (min_data_in_leaf). */
  readonly leafRowsMin: number
  /** Sum of hessians of a leaf at least (min_sum_hessian_in_leaf, min_child_weight). */
  readonly leafWeightMin: number
  /** What a split must gain (min_gain_to_split). */
  readonly gainMin: number
  /** Share of the rows that each tree sees, drawn without putting back (bagging_fraction, with bagging_freq 1). */
  readonly rowShare: number
  /** Share of the features that each tree sees (feature_fraction). */
  readonly featureShare: number
  /** Bins of a feature at most, without that of the missing (max_bin). */
  readonly binsMax: number
  /** A category of a leaf is ordered by gradient / (hessian + this); with fewer rows than this it is not split on (cat_smooth). */
  readonly categorySmooth: number
  /** Added to l2 where categories are split by order (cat_l2). */
  readonly categoryL2: number
  /** Categories on the smaller side of a split at most (max_cat_threshold). */
  readonly categoriesMax: number
  /** Rows by which a split by order must move on before it is looked at again (min_data_per_group). */
  readonly categoryRowsMin: number
  /** With no more bins than this, the missing one included, one category is split from all others (max_cat_to_onehot). */
  readonly oneCategoryMax: number
  /** Trees without a better validation loss after which training ends; 0: never. */
  readonly patience: number
  readonly seed: number
}

/** LightGBM's defaults, so that settings found with it carry over. */
export const treeDefaults: TreeOptions = {
  trees: 100,
  leavesMax: 31,
  depthMax: 64,
  shrinkage: 0.1,
  l2: 0,
  leafRowsMin: 20,
  leafWeightMin: 1e-3,
  gainMin: 0,
  rowShare: 1,
  featureShare: 1,
  binsMax: valueBinsMax,
  categorySmooth: 10,
  categoryL2: 10,
  categoriesMax: 32,
  categoryRowsMin: 100,
  oneCategoryMax: 4,
  patience: 20,
  seed: 1,
}

type Range = { readonly from: number; readonly to: number; readonly isWhole?: true; readonly isAbove?: true }

const ranges: { readonly [Name in keyof TreeOptions]: Range } = {
  trees: { from: 1, to: 100_000, isWhole: true },
  leavesMax: { from: 2, to: 65_536, isWhole: true },
  depthMax: { from: 1, to: 65_536, isWhole: true },
  shrinkage: { from: 0, to: 1, isAbove: true },
  l2: { from: 0, to: 1e12 },
  leafRowsMin: { from: 1, to: 1e12, isWhole: true },
  leafWeightMin: { from: 0, to: 1e12 },
  gainMin: { from: 0, to: 1e12 },
  rowShare: { from: 0, to: 1, isAbove: true },
  featureShare: { from: 0, to: 1, isAbove: true },
  binsMax: { from: 2, to: valueBinsMax, isWhole: true },
  categorySmooth: { from: 0, to: 1e12 },
  categoryL2: { from: 0, to: 1e12 },
  categoriesMax: { from: 1, to: valueBinsMax, isWhole: true },
  categoryRowsMin: { from: 1, to: 1e12, isWhole: true },
  oneCategoryMax: { from: 0, to: valueBinsMax + 1, isWhole: true },
  patience: { from: 0, to: 1e12, isWhole: true },
  seed: { from: 0, to: Number.MAX_SAFE_INTEGER, isWhole: true },
}

/** Fills in the defaults. @throws TreesError TREES_OPTION for an unknown name or a value out of its range */
export function treeOptions(given: Partial<TreeOptions> = {}): TreeOptions {
  const options: Record<keyof TreeOptions, number> = { ...treeDefaults }
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue
    if (!Object.hasOwn(ranges, name))
      throw new TreesError('TREES_OPTION', name, `is none; there are ${Object.keys(ranges).join(', ')}`)
    const key = name as keyof TreeOptions
    const { from, to, isWhole, isAbove } = ranges[key]
    if (!(isAbove ? value > from : value >= from) || value > to || (isWhole && value % 1 !== 0))
      throw new TreesError(
        'TREES_OPTION',
        name,
        `${value} is not ${isWhole ? 'a whole number ' : ''}${isAbove ? 'above' : 'from'} ${from} to ${to}`,
      )
    options[key] = value
  }
  return options
}

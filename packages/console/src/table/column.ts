import type { ReactNode } from 'react'

export type Cell = string | number | boolean | undefined

/** One column of a table. `value` is what it is sorted, filtered and exported by; `show` how it looks, where that differs. */
export type Column<Row> = {
  readonly key: string
  readonly title: string
  readonly value: (row: Row) => Cell
  readonly show?: (row: Row) => ReactNode
  readonly align?: 'right'
  /** Not shown in windows narrower than that, where others say more. It is exported all the same. */
  readonly visibleFrom?: 'sm' | 'md' | 'lg'
  /** false: no order makes sense. */
  readonly canSort?: boolean
  readonly width?: number | string
  /** The value is a moment (ms since 1970), which files get in ISO 8601. */
  readonly isTime?: boolean
  /** Stays in sight where a table scrolls sideways: the name of the row, as its first column. */
  readonly isSticky?: boolean
  /** Stays on one line: what is short and would break badly. */
  readonly keepsLine?: boolean
}

/** By which column, and whether the largest comes first. */
export type Sort = { readonly key: string; readonly isDown: boolean }

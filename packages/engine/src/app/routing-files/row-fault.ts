/** Why a row of a table cannot be used: where, what was found, and what to do. */
export type RowFault = {
  readonly line: number
  readonly field: string
  readonly value: string
  readonly reason: string
  readonly remedy: string
}

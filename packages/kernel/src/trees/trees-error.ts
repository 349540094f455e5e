/** What a caller of the trees can get wrong: data, settings, a model file of another making. */
export type TreesErrorCode = 'TREES_DATA' | 'TREES_OPTION' | 'TREES_FILE' | 'TREES_FEATURES'

/** Says what is wrong, where, and what to do about it. */
export class TreesError extends Error {
  override readonly name = 'TreesError'
  readonly code: TreesErrorCode
  /** The argument or the part of the file, such as `labels[3]` or `trees[7].left`. */
  readonly place: string

  constructor(code: TreesErrorCode, place: string, reasonAndRemedy: string) {
    super(`${code}: ${place}: ${reasonAndRemedy}`)
    this.code = code
    this.place = place
  }
}

/** What a caller of the matcher can get wrong: lessons, or a file of another making. */
export class MatcherError extends Error {
  override readonly name = 'MatcherError'
  readonly code: 'MATCHER_LESSONS' | 'MATCHER_FILE'
  /** The argument or the part of the file. */
  readonly place: string

  constructor(code: 'MATCHER_LESSONS' | 'MATCHER_FILE', place: string, reasonAndRemedy: string) {
    super(`${code}: ${place}: ${reasonAndRemedy}`)
    this.code = code
    this.place = place
  }
}

/** Signs that turn the direction of whatever follows them: LRE, RLE, PDF, LRO, RLO and the four isolates. */
const turningMarks = /[\u202a-\u202e\u2066-\u2069]/g

/**
 * Text for people without what would turn the text around it: a title must not rewrite the page on which it stands. Words of
 * Arabic or Hebrew need none of it to be read from the right.
 */
export function withoutTurningMarks(text: string): string {
  return text.replace(turningMarks, '')
}

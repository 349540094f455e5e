/** What is said in Korean of a code of docs/errors.md. */
export type KoreanTrouble = {
  /** What is wrong. */
  readonly says: string
  /** What to do about it, in a page; without one there is nothing more to do than what `says` tells. */
  readonly remedy?: string
  /** What is particular to this time, with {names} of the details of the answer: a path, a column, a count. */
  readonly tells?: string
}

/** What to do where it passes by itself. */
export const again = '잠시 뒤에 다시 시도하세요.'
/** What to do where nobody in a page can. */
export const operator = '서버를 운영하는 분께 알려 주세요.'

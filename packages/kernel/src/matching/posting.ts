export const textBits = 24
/** A posting is a text's number, below this, and the code of the gram's weight in it. */
export const textsMax = 2 ** textBits

/** The tag of all postings of a partition's texts: of 256, so that of the postings of others nearly all are passed over. */
export function tagOf(partition: number): number {
  return Math.imul(partition, 0x9e3779b1) >>> 24
}

/** What a token is: told by its letters and digits alone, so that it is the same wherever it stands. */
export const tokenKinds = { word: 0, code: 1, number: 2, measure: 3 } as const
export type TokenKind = (typeof tokenKinds)[keyof typeof tokenKinds]

/** In a list of tokens, this bit says that nothing but a sign stands between the token and the one before it: dsc-w170. */
export const gluedBit = 0x80000000
/** The number of a token of a list, without the bit. */
export const tokenMask = 0x7fffffff

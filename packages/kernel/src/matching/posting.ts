export const textBits = 24
/** A posting is a text's number, below this, and the code of the gram's weight in it. */
export const textsMax = 2 ** textBits

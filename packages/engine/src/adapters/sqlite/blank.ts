/** Bytes of the smallest row; larger ones are the next power of two, so that most changes fit in place. */
const bytesMin = 256

/** What overwrites a column with as many blanks as it has bytes, for the SET of an UPDATE. */
export const blank = (column: string): string => `${column} = printf('%*s', octet_length(${column}), '')`

/** JSON with blanks behind it, so that it takes so many bytes. */
export const padded = (json: string, bytes: number): string => json + ' '.repeat(bytes - Buffer.byteLength(json))

/** JSON with room to grow. */
export function roomy(json: string): string {
  return padded(json, Math.max(bytesMin, 2 ** Math.ceil(Math.log2(Buffer.byteLength(json)))))
}

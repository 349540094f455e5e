/** What a chunk of a plain text consists of, beside letters: bits. */
export const chunkHas = { digits: 1, signs: 2 } as const

const kinds = { none: 0, letter: 1, digit: 2, sign: 3 } as const
const { none, letter, digit, sign } = kinds
const kindOfAscii = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (/[a-z]/i.test(character)) return letter
  if (/\d/.test(character)) return digit
  return '-/._+'.includes(character) ? sign : none
})

/**
 * Calls `visit` with what stands between two spaces of a text of ASCII and Hangul alone (`isOneSpelling`): letters and digits, also held
 * together by single signs; until it returns true. O(length), a third of what a regular expression takes.
 */
export function eachPlainChunk(text: string, visit: (chunk: string, has: number) => boolean): void {
  for (let at = 0; at < text.length; ) {
    let kind = kindAt(text, at)
    if (kind !== letter && kind !== digit) {
      at += 1
      continue
    }
    const from = at
    let has = 0
    for (; kind !== none; kind = kindAt(text, at)) {
      if (kind === sign) {
        const next = kindAt(text, at + 1)
        if (next !== letter && next !== digit) break
        has |= chunkHas.signs
      } else if (kind === digit) has |= chunkHas.digits
      at += 1
    }
    if (visit(text.slice(from, at), has)) return
  }
}

/** Behind the end is nothing; what is no ASCII is a letter. */
function kindAt(text: string, at: number): number {
  const code = at < text.length ? text.charCodeAt(at) : 0
  return code < 128 ? kindOfAscii[code]! : letter
}

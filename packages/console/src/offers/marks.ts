/** A stretch of a text, by UTF-16 offsets, with a name to tell what was found there. */
export type Span = { readonly start: number; readonly end: number; readonly name: string }
/** A piece of a text with the names of all spans that cover it; none for plain text. */
export type Piece = { readonly text: string; readonly start: number; readonly names: readonly string[] }

/** Cuts a text where spans begin and end, so that overlapping ones are each seen whole. Spans outside of the text are cut to it. */
export function piecesOf(text: string, spans: readonly Span[]): readonly Piece[] {
  const inside = spans
    .map(({ start, end, name }) => ({ start: Math.max(0, start), end: Math.min(text.length, end), name }))
    .filter(({ start, end }) => start < end)
  const cuts = [...new Set([0, text.length, ...inside.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b)
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1]!
    const names = inside.filter((span) => span.start <= start && span.end >= end).map(({ name }) => name)
    return { text: text.slice(start, end), start, names: [...new Set(names)] }
  })
}

const letter = /[\p{L}\p{N}]/u

/** Where words stand in a text, in whatever case, as whole words: "usb" is not found in "usbc". */
export function wordSpans(text: string, words: readonly string[], name: string): readonly Span[] {
  const lower = text.toLowerCase()
  if (lower.length !== text.length) return [] // offsets would not be those of the text
  return words.flatMap((word) => {
    const wanted = word.toLowerCase()
    const found: Span[] = []
    for (let at = lower.indexOf(wanted); wanted !== '' && at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
      const end = at + wanted.length
      if (isEdge(lower[at - 1], lower[at]) && isEdge(lower[end - 1], lower[end])) found.push({ start: at, end, name })
    }
    return found
  })
}

/** Whether a word may begin or end between two characters: at a sign or space, or where letters and figures meet. */
function isEdge(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined || !letter.test(before) || !letter.test(after)) return true
  return /\p{N}/u.test(before) !== /\p{N}/u.test(after)
}

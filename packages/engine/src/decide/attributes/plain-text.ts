/** A field's text without markup, and where each unit of it stands in the field. */
export type PlainText = {
  readonly text: string
  /** Shape [text.length + 1]: offsets in the field, the last one its end. Absent when the text is the field itself. */
  readonly offsets?: Int32Array
}

const entityPattern = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,31}));/iy
const tagPattern = /<(?:!--[\s\S]*?(?:-->|$)|\/?[a-z][^<>]*>)/iy
const unreadPattern = /<(script|style)\b[^<>]*>[\s\S]*?(?:<\/\1\s*>|$)/iy
const named: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', copy: '©', reg: '®', trade: '™' },
  ...{ deg: '°', times: '×', middot: '·', bull: '•', hellip: '…', ndash: '–', mdash: '—', frac12: '½' },
  ...{
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    laquo: '«',
    raquo: '»',
    eacute: 'é',
    uuml: 'ü',
    ouml: 'ö',
    auml: 'ä',
  },
  ...{
    plusmn: '±',
    sup2: '²',
    micro: 'µ',
    Oslash: 'Ø',
    oslash: 'ø',
    euro: '€',
    pound: '£',
    yen: '¥',
    ensp: ' ',
    emsp: ' ',
  },
}

/**
 * Takes tags, comments, scripts and entities out of what a feed says: an entity becomes its character, a tag a space. A `<` that
 * begins no tag stays, as in "< 5 cm". O(length); a text without < and & comes back as it is.
 */
export function plainText(field: string): PlainText {
  if (!field.includes('<') && !field.includes('&')) return { text: field }
  let text = ''
  const offsets: number[] = []
  const put = (units: string, at: number): void => {
    for (let i = 0; i < units.length; i++) offsets.push(at)
    text += units
  }
  for (let at = 0; at < field.length; ) {
    const character = field[at]!
    const length = character === '<' ? tagLength(field, at) : 0
    if (length > 0) {
      put(' ', at)
      at += length
      continue
    }
    const entity = character === '&' ? entityAt(field, at) : undefined
    put(entity?.says ?? character, at)
    at += entity?.length ?? 1
  }
  offsets.push(field.length)
  return { text, offsets: Int32Array.from(offsets) }
}

/** The stretch of the field that a stretch of its text came from. */
export function inField({ offsets }: PlainText, start: number, end: number): { start: number; end: number } {
  return offsets ? { start: offsets[start]!, end: offsets[end]! } : { start, end }
}

function tagLength(field: string, at: number): number {
  for (const pattern of [unreadPattern, tagPattern]) {
    pattern.lastIndex = at
    const found = pattern.exec(field)
    if (found) return found[0].length
  }
  return 0
}

function entityAt(field: string, at: number): { says: string; length: number } | undefined {
  entityPattern.lastIndex = at
  const found = entityPattern.exec(field)
  if (!found) return undefined
  const [all, decimal, hex, name] = found
  if (name !== undefined) {
    const says = named[name] ?? named[name.toLowerCase()]
    return says === undefined ? undefined : { says, length: all.length }
  }
  const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex!, 16)
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return { says: isCharacter ? String.fromCodePoint(code) : ' ', length: all.length }
}

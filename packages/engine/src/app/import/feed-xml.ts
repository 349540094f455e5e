import { SaxesParser } from 'saxes'
import { faultOf, type Row, type Rows } from './item.ts'
import { unreadable, xmlText } from './xml-text.ts'

const textLengthMax = 64 * 1024
const fieldsMax = 500
/** Text without any tag: beyond it some CDATA or comment was never closed, and would take all of the memory. */
const untaggedMax = 32 * 1024 * 1024

type Item = {
  line: number
  fields: Record<string, string | string[]>
  fromGoogle: Set<string>
  size: number
  broken?: Mistake
  /** Another item begins in it, which is lost with it. */
  holdsOther?: true
}

/** What is wrong with an item; the first mistake counts, unless bytes were lost. */
type Mistake = Pick<Parameters<typeof faultOf>[0], 'code' | 'reason' | 'detail' | 'remedy'>

/**
 * Items of a Google Merchant feed, RSS 2.0 (`item`) or Atom (`entry`), as rows: element name without prefix -> text,
 * a list where the element repeats. Where `g:title` and `title` both stand, `g:` wins. What is nested deeper (`g:tax`) is left out, so
 * that a shipping price never passes for the product's; but the price of `g:shipping`, and `g:loyalty_program` as the JSON of its parts.
 *
 * Entities that XML does not know (`&nbsp;`) and a bare `&` are kept as they stand; any other mistake makes the item a
 * faulty row. Flat memory: one chunk and one item. Cannot be entered midway.
 *
 * Throws, once all rows are handed over, when the file ends before its root element does: a file that was cut between
 * two items looks whole otherwise.
 */
export async function* feedRows(chunks: AsyncIterable<Buffer>): Rows {
  const feed = new Feed()
  for await (const text of xmlText(chunks)) {
    const rows = feed.take(text)
    if (rows.length > 0) yield rows
  }
  const rows = feed.end()
  if (rows.length > 0) yield rows
  feed.checkWhole()
}

type Options = { position: true; xmlns: false }

/** Hands mistakes over as text: an Error with its stack for each would make a megabyte of junk take a minute. */
class Parser extends SaxesParser<Options> {
  readonly #failed: (message: string) => void

  constructor(failed: (message: string) => void) {
    super({ position: true, xmlns: false })
    this.#failed = failed
  }

  override fail(message: string): this {
    this.#failed(message)
    return this
  }
}

class Feed {
  readonly #parser = new Parser((message) => this.#failed(message))
  #rows: Row[] = []
  #row = 0
  #item: Item | undefined
  /** Element path inside the item. */
  #path: string[] = []
  #text = ''
  /** Parts of <loyalty_program>. */
  #group: Record<string, string> = {}
  /** Characters since the last tag. */
  #untagged = 0
  /** Elements open, the root among them. */
  #depth = 0
  #root: string | undefined
  #isRootClosed = false
  /** Items that came to their end. */
  #itemsWhole = 0

  constructor() {
    const parser = this.#parser
    parser.ENTITIES.bare = '&'
    parser.on('opentag', ({ name, attributes }) => this.#open(name, attributes))
    parser.on('closetag', ({ name }) => this.#close(name))
    parser.on('text', (text) => this.#append(text))
    parser.on('cdata', (text) => this.#append(text.replaceAll('&bare;', '&')))
  }

  take(text: string): readonly Row[] {
    this.#untagged += text.length
    this.#parser.write(text)
    if (this.#untagged > untaggedMax) {
      const megabytes = untaggedMax / 1024 / 1024
      throw new Error(
        `from line ${this.#item?.line ?? 1} on no tag ends for ${megabytes} MB; some CDATA or comment is not closed`,
      )
    }
    return this.#rows.splice(0)
  }

  end(): readonly Row[] {
    if (this.#item !== undefined) {
      this.#mistaken('the file ends inside the item')
      this.#finish()
    }
    this.#parser.close()
    return this.#rows.splice(0)
  }

  /** Throws when the root element never ended. */
  checkWhole(): void {
    if (this.#root === undefined || this.#isRootClosed) return
    throw new Error(`it ends after item ${this.#itemsWhole}, before </${this.#root}>; export or fetch it again`)
  }

  #open(name: string, attributes: Record<string, string>): void {
    this.#untagged = 0
    this.#depth++
    this.#root ??= name
    const item = this.#item
    if (item === undefined) {
      if (name === 'item' || name === 'entry')
        this.#item = { line: this.#parser.line, fields: {}, fromGoogle: new Set(), size: 0 }
      return
    }
    if (name === 'item' || name === 'entry') item.holdsOther = true
    this.#path.push(name)
    this.#text = ''
    for (const value of Object.values(attributes)) this.#checkReadable(value)
    if (name === 'link' && this.#path.length === 1 && attributes.href !== undefined) {
      const rel = attributes.rel ?? 'alternate'
      if (rel === 'alternate') this.#put(name, attributes.href)
    }
  }

  #close(name: string): void {
    this.#untagged = 0
    if (--this.#depth === 0 && name === this.#root) this.#isRootClosed = true
    const item = this.#item
    if (item === undefined) return
    if (this.#path.length === 0) {
      if (name !== 'item' && name !== 'entry') return
      this.#itemsWhole++
      this.#finish()
      return
    }
    if (this.#path.length === 1) this.#put(name, this.#groupText() ?? this.#text.trim())
    else if (this.#isPartOfGroup()) this.#group[name.replace(/^g:/, '')] = this.#text.trim()
    else if (this.#isShippingPrice()) this.#put('g:shipping_price', this.#text.trim())
    this.#text = ''
    this.#path.pop()
  }

  #append(text: string): void {
    this.#checkReadable(text)
    if (this.#item === undefined) return
    if (this.#path.length !== 1 && !this.#isShippingPrice() && !this.#isPartOfGroup()) return
    if (this.#text.length + text.length <= textLengthMax) this.#text += text
  }

  #isPartOfGroup(): boolean {
    return this.#path.length === 2 && /^(g:)?loyalty_program$/.test(this.#path[0])
  }

  /** The parts of the group that ends; undefined when it had none. */
  #groupText(): string | undefined {
    const parts = Object.entries(this.#group)
    this.#group = {}
    return parts.length === 0 ? undefined : JSON.stringify(Object.fromEntries(parts))
  }

  /** Of what lies deeper and is no group: <shipping><price> of Google's feeds. */
  #isShippingPrice(): boolean {
    const [outer, inner] = this.#path
    return this.#path.length === 2 && /^(g:)?shipping$/.test(outer) && /^(g:)?price$/.test(inner)
  }

  #put(name: string, value: string): void {
    const item = this.#item
    if (item === undefined || value === '') return
    const colon = name.indexOf(':')
    const key = (colon < 0 ? name : name.slice(colon + 1)).toLowerCase()
    const google = colon >= 0
    if (key === '__proto__' || ++item.size > fieldsMax || (!google && item.fromGoogle.has(key))) return
    const isFirst = !Object.hasOwn(item.fields, key) || (google && !item.fromGoogle.has(key))
    const before = isFirst ? undefined : item.fields[key]
    if (google) item.fromGoogle.add(key)
    if (before === undefined) item.fields[key] = value
    else if (typeof before === 'string') item.fields[key] = [before, value]
    else before.push(value)
  }

  #finish(): void {
    const item = this.#item!
    this.#item = undefined
    this.#path = []
    this.#group = {}
    const start = { offset: -1, line: item.line, row: this.#row++ }
    const span = { line: item.line, start, end: { offset: -1, line: this.#parser.line, row: this.#row } }
    if (item.broken === undefined) this.#rows.push({ ...span, fields: item.fields })
    else {
      const legible = item.holdsOther ? undefined : item.fields
      this.#rows.push({ ...span, fault: faultOf({ field: '', value: item.fields.id, ...item.broken }), legible })
    }
  }

  #checkReadable(text: string): void {
    if (this.#item !== undefined && text.includes(unreadable)) this.#item.broken = lostBytes
  }

  #failed(message: string): void {
    // The parser closes all elements at an end tag that fits none, so the root's own comes as one of those later on.
    if (message.startsWith(unmatched)) this.#isRootClosed = message === `${unmatched}${this.#root}.`
    if (!/entity|ampersand/i.test(message)) this.#mistaken(message)
  }

  #mistaken(detail: string): void {
    if (this.#item === undefined) return
    const remedy = 'correct the XML of this item'
    const { line, column } = this.#parser
    this.#item.broken ??= {
      code: 'XML_INVALID',
      reason: 'the item is no well-formed XML',
      detail: `line ${line}, column ${column}: ${detail}`,
      remedy,
    }
  }
}

/** How the parser begins to say that an end tag fits no open element. */
const unmatched = 'unmatched closing tag: '

const lostBytes: Mistake = {
  code: 'ENCODING_INVALID',
  reason: 'a character of the item cannot be decoded',
  remedy: 'correct it, save the file as UTF-8, or name its encoding with --encoding',
}

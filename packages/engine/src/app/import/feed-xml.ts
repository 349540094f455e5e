import { SaxesParser } from 'saxes'
import { faultOf, type Row, type Rows } from './item.ts'

const textLengthMax = 64 * 1024
const fieldsMax = 500

type Item = {
  line: number
  fields: Record<string, string | string[]>
  fromGoogle: Set<string>
  size: number
  broken?: string
}

/**
 * Items of a Google Merchant feed, RSS 2.0 (`item`) or Atom (`entry`), as rows: element name without prefix -> text,
 * a list where the element repeats. Where `g:title` and `title` both stand, `g:` wins. What is nested deeper
 * (`g:shipping`, `g:tax`) is left out, so that a shipping price never passes for the product's.
 *
 * Entities that XML does not know (`&nbsp;`) and a bare `&` are kept as they stand; any other mistake makes the item a faulty row. Flat memory: one chunk and one item. Cannot be entered midway.
 */
export async function* feedRows(chunks: AsyncIterable<Buffer>): Rows {
  const feed = new Feed()
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    const text = rest + decoder.decode(chunk, { stream: true })
    const cut = entityCut(text)
    rest = text.slice(cut)
    const rows = feed.take(escaped(text.slice(0, cut)))
    if (rows.length > 0) yield rows
  }
  const rows = feed.end(escaped(rest + decoder.decode()))
  if (rows.length > 0) yield rows
}

/** A bare '&' (addresses!) would make the parser read on to the next ';', through the markup. */
const escaped = (text: string): string => text.replace(/&(?!#?\w{1,31};)/g, '&amp;')

/** Where to cut a chunk so that no entity is torn. */
function entityCut(text: string): number {
  const at = text.lastIndexOf('&')
  return at >= 0 && text.length - at < 34 && !text.includes(';', at) ? at : text.length
}

class Feed {
  readonly #parser = new SaxesParser<{ position: true; xmlns: false }>({ position: true, xmlns: false })
  #rows: Row[] = []
  #row = 0
  #item: Item | undefined
  /** Element path inside the item. */
  #path: string[] = []
  #text = ''

  constructor() {
    const parser = this.#parser
    parser.on('opentag', ({ name, attributes }) => this.#open(name, attributes))
    parser.on('closetag', ({ name }) => this.#close(name))
    parser.on('text', (text) => this.#append(text))
    parser.on('cdata', (text) => this.#append(text))
    parser.on('error', (error) => this.#failed(error.message))
  }

  take(text: string): readonly Row[] {
    this.#parser.write(text)
    return this.#rows.splice(0)
  }

  end(text: string): readonly Row[] {
    this.#parser.write(text)
    if (this.#item !== undefined) {
      this.#item.broken ??= 'the file ends inside the item'
      this.#finish()
    }
    this.#parser.close()
    return this.#rows.splice(0)
  }

  #open(name: string, attributes: Record<string, string>): void {
    const item = this.#item
    if (item === undefined) {
      if (name === 'item' || name === 'entry')
        this.#item = { line: this.#parser.line, fields: {}, fromGoogle: new Set(), size: 0 }
      return
    }
    this.#path.push(name)
    this.#text = ''
    if (name === 'link' && this.#path.length === 1 && attributes.href !== undefined) {
      const rel = attributes.rel ?? 'alternate'
      if (rel === 'alternate') this.#put(name, attributes.href)
    }
  }

  #close(name: string): void {
    const item = this.#item
    if (item === undefined) return
    if (this.#path.length === 0) {
      if (name === 'item' || name === 'entry') this.#finish()
      return
    }
    if (this.#path.length === 1) this.#put(name, this.#text.trim())
    this.#text = ''
    this.#path.pop()
  }

  #append(text: string): void {
    if (this.#item === undefined || this.#path.length !== 1) return
    if (this.#text.length + text.length <= textLengthMax) this.#text += text
  }

  #put(name: string, value: string): void {
    const item = this.#item
    if (item === undefined || value === '') return
    const colon = name.indexOf(':')
    const key = (colon < 0 ? name : name.slice(colon + 1)).toLowerCase()
    const google = colon >= 0
    if (key === '__proto__' || ++item.size > fieldsMax || (!google && item.fromGoogle.has(key))) return
    const before = google && !item.fromGoogle.has(key) ? undefined : item.fields[key]
    if (google) item.fromGoogle.add(key)
    if (before === undefined) item.fields[key] = value
    else if (typeof before === 'string') item.fields[key] = [before, value]
    else before.push(value)
  }

  #finish(): void {
    const item = this.#item!
    this.#item = undefined
    this.#path = []
    const start = { offset: -1, line: item.line, row: this.#row++ }
    const span = { line: item.line, start, end: { offset: -1, line: this.#parser.line, row: this.#row } }
    if (item.broken === undefined) this.#rows.push({ ...span, fields: item.fields })
    else {
      const remedy = 'correct the XML of this item'
      const fault = faultOf({ code: 'XML_INVALID', field: '', value: item.fields.id, reason: item.broken, remedy })
      this.#rows.push({ ...span, fault })
    }
  }

  #failed(message: string): void {
    if (this.#item === undefined || /entity|ampersand/i.test(message)) return
    this.#item.broken ??= message.slice(0, 160)
  }
}

import { type Columns, Interner, nested, partOf, type Saved, SlabLists } from '@nunchi/kernel'
import type { ReadValue } from '../domain/attribute.ts'

const fields: readonly ReadValue['field'][] = ['title', 'description', 'category', 'brand', 'attributes', 'gtin', 'mpn']
const readers: readonly ReadValue['by'][] = ['rule', 'dictionary', 'tagger', 'person', 'model']
const placeMax = 0xffff
const confidenceSteps = 255

/**
 * The attribute values that were read out of offers, by offer: 12 bytes a value beside the texts, each of which is kept once.
 * Places beyond 65,535 are kept as that; how sure it is in steps of 1/255. O(values).
 */
export class ReadValues implements Saved {
  readonly names: Interner
  readonly texts: Interner
  /** By offer: name and value as numbers, field and reader by their place in the lists above. */
  readonly lists = new SlabLists(
    { name: 'u16', text: 'u32', field: 'u8', by: 'u8', start: 'u16', end: 'u16', confidence: 'u8' },
    3,
  )

  constructor(hashSeed: number) {
    this.names = new Interner(hashSeed)
    this.texts = new Interner(hashSeed)
  }

  /** How sure a value is once it was kept. */
  static kept(confidence: number): number {
    return Math.round(confidence * confidenceSteps) / confidenceSteps
  }

  /** Replaces what was read out of an offer. */
  put(offer: number, values: readonly ReadValue[]): void {
    this.lists.clear(offer)
    this.lists.reach(offer)
    for (const { name, value, field, by, start, end, confidence } of values) {
      if (name === '' || value === '') continue
      const [nameId, textId] = [this.names.idOf(name), this.texts.idOf(value)]
      const slot = this.lists.push(offer)
      const { columns } = this.lists
      columns.name[slot] = nameId
      columns.text[slot] = textId
      columns.field[slot] = fields.indexOf(field)
      columns.by[slot] = readers.indexOf(by)
      columns.start[slot] = Math.min(placeMax, start)
      columns.end[slot] = Math.min(placeMax, end)
      columns.confidence[slot] = Math.round(confidence * confidenceSteps)
    }
  }

  clear(offer: number): void {
    this.lists.clear(offer)
  }

  of(offer: number): ReadValue[] {
    const start = this.lists.starts[offer]!
    return Array.from({ length: this.lists.countOf(offer) }, (_, i) => this.#at(start + i))
  }

  /** Those of one attribute; none for most offers, which then takes 0.1 us. */
  named(offer: number, name: string): ReadValue[] {
    const found: ReadValue[] = []
    const end = this.lists.starts[offer]! + this.lists.countOf(offer)
    const nameId = this.names.find(name)
    for (let slot = this.lists.starts[offer]!; slot < end; slot++)
      if (this.lists.columns.name[slot] === nameId) found.push(this.#at(slot))
    return found
  }

  /** Of the offers from one number up to another, not included, those that a value was read out of. O(their values), 10 ns each. */
  offersWith(name: string, value: string, { from, to }: { readonly from: number; readonly to: number }): number[] {
    const [nameId, textId] = [this.names.find(name), this.texts.find(value)]
    if (nameId < 0 || textId < 0) return []
    const { starts, columns } = this.lists
    const found: number[] = []
    for (let offer = from; offer < Math.min(to, this.lists.rows); offer++) {
      const end = starts[offer]! + this.lists.countOf(offer)
      for (let slot = starts[offer]!; slot < end; slot++) {
        if (columns.text[slot] !== textId || columns.name[slot] !== nameId) continue
        found.push(offer)
        break
      }
    }
    return found
  }

  #at(slot: number): ReadValue {
    const { columns } = this.lists
    return {
      name: this.names.nameOf(columns.name[slot]!),
      value: this.texts.nameOf(columns.text[slot]!),
      field: fields[columns.field[slot]!]!,
      start: columns.start[slot]!,
      end: columns.end[slot]!,
      confidence: columns.confidence[slot]! / confidenceSteps,
      by: readers[columns.by[slot]!]!,
    }
  }

  save(): Columns {
    return { names: this.names.names(), texts: this.texts.names(), ...nested('lists', this.lists.save()) }
  }

  restore(columns: Columns): void {
    this.names.restore(columns.names as string[])
    this.texts.restore(columns.texts as string[])
    this.lists.restore(partOf(columns, 'lists'))
  }
}

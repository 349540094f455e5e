import { readInterests } from '../decide/rank/interests.ts'
import { tagTypes } from '../domain/tags.ts'
import { epochMs, type ShopperKey } from '../domain/units.ts'
import type { Memory } from '../state/profile.ts'
import type { Views } from '../state/views.ts'
import type { Interest } from './face.ts'

type InterestsAsk = {
  readonly shopper: ShopperKey
  readonly now: number
  readonly countMax: number
  /** Leave out what says no more than that they like one product: its model number, a word of its title alone. */
  readonly areShared: boolean
}

const sharedTypes: readonly string[] = ['attribute', 'keyword']
/** In a catalogue of fewer products most words are in one title, and yet say something. */
const sharedFrom = 100

/** What a shopper is drawn to at second `now`, strongest first, each with what says so. */
export function toldInterests(
  { catalog, profile, shoppers }: Views,
  { shopper, now, countMax, areShared }: InterestsAsk,
): readonly Interest[] {
  const row = shoppers.find(shopper)
  const found = readInterests(profile, catalog.tagTypes, row, now)
  const isTold = (tag: number) =>
    !areShared ||
    catalog.size < sharedFrom ||
    !sharedTypes.includes(tagTypes[catalog.tagTypes[tag]!]!) ||
    catalog.itemsByTag.countOf(tag) > 1
  const places: number[] = []
  for (let i = 0; i < found.count && places.length < countMax; i++) if (isTold(found.tags[i]!)) places.push(i)
  return places.map((i) => {
    const slot = found.slots[i]!
    const { lastAt, lastItem, lastKind, count } = profile.evidenceOf(slot)
    const weight = (memory: Memory) => profile.weightOf(row, slot, memory)
    const tag = catalog.tagName(found.tags[i]!)
    const freshness = (weight('visit') + weight('week')) / (2 * Math.max(1e-9, Math.abs(weight('season'))))
    return {
      tag,
      type: tagTypes[catalog.tagTypes[found.tags[i]!]!]!,
      name: tag.slice(tag.indexOf(':') + 1),
      score: found.scores[i]!,
      confidence: found.confidences[i]!,
      events: count,
      lastAt: epochMs(lastAt * 1000),
      lastKind,
      lastProduct: lastItem < catalog.size ? catalog.idOf(lastItem) : undefined,
      trend: freshness > 0.6 ? 'rising' : freshness < 0.2 ? 'falling' : 'steady',
    }
  })
}

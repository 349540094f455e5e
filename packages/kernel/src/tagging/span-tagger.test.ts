import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { SpanTagger } from './span-tagger.ts'
import { hashOf, standingIn, type TaggedText, teachSpanTagger } from './train-span-tagger.ts'

const label = { color: 0, capacity: 1, drive: 2, screen: 3 }
const colors = ['black', 'navy blue', 'rose gold', '화이트', '실버']

/** Made-up titles in which the same words mean different things: gigabytes of memory and of the drive, inches and model numbers. */
function titles(count: number, seed: number): TaggedText[] {
  const random = new Random(seed)
  const pick = <One>(list: readonly One[]): One => list[random.below(list.length)]!
  return Array.from({ length: count }, () => {
    const color = pick(colors)
    const drive = pick([128, 256, 512, 960])
    const memory = pick([4, 8, 16])
    const screen = 10 + random.below(8)
    const isPhone = random.unit() < 0.3
    const noise = pick(['pro', '자급제', 'new', 'x7', 'm2'])
    if (isPhone)
      return {
        text: `Acme phone ${noise} ${screen}" ${drive}GB ${color}`,
        values: [
          { label: label.color, value: color },
          { label: label.capacity, value: String(drive) },
          { label: label.screen, value: String(screen) },
        ],
      }
    return {
      text: `Acme note${random.below(90)} ${color} ${screen} inch ${noise} RAM ${memory} GB, SSD ${drive} GB`,
      values: [
        { label: label.color, value: color },
        { label: label.capacity, value: String(memory) },
        { label: label.drive, value: String(drive) },
        { label: label.screen, value: String(screen) },
      ],
    }
  })
}

function taught(): SpanTagger {
  const tagger = new SpanTagger()
  teachSpanTagger(tagger, { texts: titles(400, 1), labels: 4, seed: 1, folds: 3 })
  return tagger
}

/** Harmonic mean of how many of the values given are right, and how many of all are given. */
function scoreOf(tagger: SpanTagger, texts: readonly TaggedText[]): number {
  let right = 0
  let given = 0
  let there = 0
  for (const { text, values } of texts) {
    there += values.length
    for (const tag of tagger.tag(text)) {
      given += 1
      const value = values.find((one) => one.label === tag.label)?.value
      if (value !== undefined && hashOf(value) === hashOf(text.slice(tag.start, tag.end))) right += 1
    }
  }
  return (2 * right) / (given + there)
}

test('what the feed says teaches which stretch of a new title is the value of what', () => {
  const tagger = taught()
  expect(scoreOf(tagger, titles(300, 3))).toBeGreaterThan(0.97)
  const text = 'Acme note3 Navy-Blue 13 inch RAM 8 GB, SSD 960 GB'
  const found = tagger.tag(text).map((tag) => [tag.label, text.slice(tag.start, tag.end)])
  expect(found).toEqual([
    [label.color, 'Navy-Blue'],
    [label.capacity, '8'],
    [label.drive, '960'],
    [label.screen, '13'],
  ])
})

test('numbers never seen are read by what stands beside them', () => {
  const text = 'Acme note3 black 19 inch RAM 24 GB, SSD 700 GB'
  const found = taught().tag(text)
  expect(found.map((tag) => text.slice(tag.start, tag.end))).toEqual(['black', '24', '700', '19'])
})

test('a text without values has none, and an untaught tagger finds nothing', () => {
  expect(taught().tag('hello there')).toEqual([])
  expect(taught().tag('')).toEqual([])
  const empty = new SpanTagger()
  empty.reset(3)
  expect(empty.tag('black 8 GB')).toEqual([])
})

test('a saved tagger restores to one that says the same', () => {
  const tagger = taught()
  const restored = new SpanTagger()
  restored.restore(tagger.save())
  for (const { text } of titles(50, 4)) expect(restored.tag(text)).toEqual(tagger.tag(text))
})

test('teaching twice with one seed gives the same tagger', () => {
  const [one, other] = [taught(), taught()]
  expect(one.weights.every((weight, i) => weight === other.weights[i])).toBe(true)
})

test('a value stands in a text as whole tokens, spelt this way or that; not as a number within a name', () => {
  const stands = (value: string, text: string) => standingIn(text).has(hashOf(value))
  expect(stands('RJ-45', 'cable RJ45 black')).toBe(true)
  expect(stands('17', '43.2 cm (17")')).toBe(true)
  expect(stands('17', '170 cm')).toBe(false)
  expect(stands('8', 'core i8')).toBe(false)
  expect(stands('red', 'hundred')).toBe(false)
})

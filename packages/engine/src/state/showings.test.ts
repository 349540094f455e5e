import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Touch, type TouchName, touchKinds, touchWeights } from '../domain/touch.ts'
import { Showings } from './showings.ts'

const start = 1_700_000_000
const minute = 60
const hour = 3_600
const day = 24 * hour

type Act = { readonly what: TouchName | 'show'; readonly row: number; readonly item: number; readonly at: number }

function touchOf({ what, row, item, at }: Act): Touch {
  const name = what as TouchName
  return { row, item, kind: touchKinds[name], weight: touchWeights[name], pieces: 1, at: start + at }
}

function play(showings: Showings, acts: readonly Act[]): void {
  for (const act of acts) {
    if (act.what === 'show') showings.show(act.row, act.item, start + act.at)
    else showings.touch(touchOf(act))
  }
}

function countsOf(acts: readonly Act[], item = 0) {
  const showings = new Showings()
  play(showings, acts)
  const counts = [showings.shownOf(item, start), showings.clickedOf(item, start), showings.boughtOf(item, start)]
  return counts.map((count) => Math.round(count * 100) / 100)
}

const act = (what: Act['what'], at: number, change: Partial<Act> = {}): Act => ({
  what,
  at,
  row: 0,
  item: 0,
  ...change,
})

test.each<[string, Act[], number[]]>([
  ['a click within half an hour', [act('show', 0), act('click', 30 * minute)], [1, 1, 0]],
  ['a click after it', [act('show', 0), act('click', 30 * minute + 1)], [1, 0, 0]],
  ['a click before it was shown', [act('show', 10), act('click', 9)], [1, 0, 0]],
  ['two clicks', [act('show', 0), act('click', 1), act('view', 2)], [1, 1, 0]],
  ['an order within a day is a click as well', [act('show', 0), act('order', day)], [1, 1, 1]],
  ['a click, then an order', [act('show', 0), act('cart', 5), act('order', hour)], [1, 1, 1]],
  ['an order after a day', [act('show', 0), act('order', day + 1)], [1, 0, 0]],
  ['a click after two showings is the later one', [act('show', 0), act('show', 9), act('click', 10)], [2, 1, 0]],
  ['a late click is the earlier one', [act('show', 0), act('show', 9), act('click', 5), act('click', 10)], [2, 2, 0]],
  ['what turns it down', [act('show', 0), act('dislike', 1), act('uncart', 2)], [1, 0, 0]],
  ["another's click", [act('show', 0), act('click', 1, { row: 1 })], [1, 0, 0]],
  ["a guest's order", [act('show', 0), act('order', 1, { row: -1 })], [1, 0, 0]],
  ['a click on something else', [act('show', 0), act('click', 1, { item: 1 })], [1, 0, 0]],
])('%s', (_name, acts, expected) => {
  expect(countsOf(acts)).toEqual(expected)
})

test('counts halve in a month, a click with its showing', () => {
  const showings = new Showings()
  play(showings, [act('show', 0), act('click', 20 * minute), act('show', 0, { item: 3 })])
  const later = start + 30 * day
  expect([showings.shownOf(0, later), showings.clickedOf(0, later)]).toEqual([0.5, 0.5])
  expect([showings.wasShown(0), showings.wasShown(1), showings.wasShown(3), showings.wasShown(99)]).toEqual([
    true,
    false,
    true,
    false,
  ])
  expect(showings.countsOfAll(later)).toEqual({ shown: 1, clicked: 0.5, bought: 0 })
})

const acts = fc.array(
  fc.record({
    what: fc.constantFrom<Act['what']>('show', 'show', 'click', 'order', 'dislike'),
    row: fc.nat(3),
    item: fc.nat(4),
    step: fc.nat(20 * minute),
  }),
  { maxLength: 120 },
)

/** All showings in a list, as they are remembered by nobody but this test. */
function slowCounts(all: readonly Act[], keptMax: number) {
  const shown: (Act & { clicked: boolean; bought: boolean })[] = []
  for (const one of all) {
    if (one.what === 'show') shown.push({ ...one, clicked: false, bought: false })
    else if (touchWeights[one.what] > 0) {
      const latest = shown.slice(-keptMax).reverse()
      const found = latest.find(({ row, item }) => row === one.row && item === one.item)
      const after = found === undefined ? Number.POSITIVE_INFINITY : one.at - found.at
      if (after > (one.what === 'order' ? day : 30 * minute)) continue
      found!.clicked = true
      if (one.what === 'order') found!.bought = true
    }
  }
  return [0, 1, 2, 3, 4].map((item) => {
    const own = shown.filter((one) => one.item === item)
    return [own.length, own.filter(({ clicked }) => clicked).length, own.filter(({ bought }) => bought).length]
  })
}

test('counts are those of a list of everything, through a small ring, new numbers and snapshots', () => {
  fc.assert(
    fc.property(acts, fc.nat(120), (steps, cut) => {
      let at = 0
      const all = steps.map(({ step, ...one }): Act => {
        at += step
        return { ...one, at }
      })
      const sizes = { keptMax: 8, numbersMax: 21 }
      let showings = new Showings(sizes)
      play(showings, all.slice(0, cut))
      const saved = structuredClone(showings.save())
      showings = new Showings(sizes)
      showings.restore(saved)
      play(showings, all.slice(cut))
      const end = start + at
      const fade = (one: number, item: number, of: 'shown' | 'clicked' | 'bought') => {
        const value = showings[`${of}Of`](item, end)
        expect(value).toBeLessThanOrEqual(one + 1e-9)
        expect(value).toBeGreaterThanOrEqual(one * 2 ** (-at / (30 * day)) - 1e-9)
      }
      slowCounts(all, 8).forEach(([shown, clicked, bought], item) => {
        fade(shown!, item, 'shown')
        fade(clicked!, item, 'clicked')
        fade(bought!, item, 'bought')
      })
    }),
    { seed: 701, numRuns: 200 },
  )
})

test('merged rows answer as one in either direction, and a cleared row leaves nothing behind', () => {
  const shows = [act('show', 0), act('show', 5, { row: 1 }), act('show', 6, { row: 1, item: 1 }), act('show', 7)]
  for (const [from, into] of [
    [0, 1],
    [1, 0],
  ] as const) {
    const showings = new Showings()
    play(showings, shows)
    showings.merge(from, into)
    play(showings, [act('click', 8, { row: into }), act('click', 6, { row: into }), act('click', 1, { row: into })])
    play(showings, [act('click', 9, { row: from, item: 1 })])
    expect(showings.clickedOf(0, start)).toBeCloseTo(3, 3)
    expect(showings.clickedOf(1, start)).toBe(0)
    showings.clear(into)
    play(showings, [act('click', 9, { row: into, item: 1 })])
    expect(showings.clickedOf(1, start)).toBe(0)
    const { newest, items, times, states, before } = showings.save() as Record<string, Uint32Array>
    for (const column of [newest, items, times, states, before]) expect([...new Set(column)]).toEqual([0])
  }
})

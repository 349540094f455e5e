import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { touchKinds } from '../../domain/touch.ts'
import { Profile } from '../../state/profile.ts'
import { readInterests } from './interests.ts'

const at = 1_700_000_000
const brands = new Uint8Array(64) // every tag is a brand
const week = 7 * 86_400

/** Shopper 0 viewed something of tag 0 once; others viewed things of tag 1 three times. */
function seen(): Profile {
  const profile = new Profile()
  const view = { item: 0, kind: touchKinds.view, weight: 1, pieces: 1, at }
  profile.touch({ ...view, row: 0 }, [0], 0, 1, brands)
  for (let n = 0; n < 3; n++) profile.touch({ ...view, row: 1 }, [1], 0, 1, brands)
  return profile
}

describe('readInterests', () => {
  test('scores by the shrunk log-lift, as worked by hand', () => {
    // p = 1/4, a = A = 1, m = 10 in all three memories: ln((1 + 2.5) / (11 / 4)) = 0.241162; certainty 1 / (1 + 4)
    const found = readInterests(seen(), brands, 0, at)
    expect([...found.tags.subarray(0, found.count)]).toEqual([0])
    expect(found.confidences[0]).toBeCloseTo(0.2, 6)
    expect(found.scores[0]).toBeCloseTo(0.2 * 0.241162, 6)
  })

  test('forgets the visit in a week and the week by half, and keeps the season as of the last visit', () => {
    // visit: ln(2.5 / 2.5) = 0; week: ln((0.5 + 2.5) / (10.5 / 4)) = 0.133531; season as before
    const found = readInterests(seen(), brands, 0, at + week)
    expect(found.scores[0]).toBeCloseTo(0.2 * (0.3 * 0 + 0.3 * 0.133531 + 0.4 * 0.241162), 6)
  })

  test('turns a dislike into -ln(1 + weight / 4), and puts it last', () => {
    const profile = seen()
    profile.touch({ row: 0, item: 3, kind: touchKinds.dislike, weight: -6, pieces: 1, at }, [2], 0, 1, brands)
    const found = readInterests(profile, brands, 0, at)
    expect([...found.tags.subarray(0, found.count)]).toEqual([0, 2])
    expect(found.scores[1]).toBeCloseTo(-0.916291, 6)
  })

  test('gives nothing for a stranger', () => {
    expect(readInterests(seen(), brands, -1, at).count).toBe(0)
    expect(readInterests(seen(), brands, 99, at).count).toBe(0)
  })

  test('what a shopper likes exactly as much as everybody does is no interest of theirs', () => {
    const tastes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(tastes, fc.integer({ min: 2, max: 5 }), (weights, shoppers) => {
        const profile = new Profile()
        for (let row = 0; row < shoppers; row++)
          weights.forEach((weight, tag) => {
            profile.touch({ row, item: tag, kind: touchKinds.view, weight, pieces: 1, at }, [tag], 0, 1, brands)
          })
        const found = readInterests(profile, brands, 0, at)
        for (let i = 0; i < found.count; i++) expect(found.scores[i]).toBeCloseTo(0, 5)
      }),
      { seed: 20_240_517, numRuns: 100 },
    )
  })

  test('is sorted by score, certain between 0 and 1, and finite whatever happened', () => {
    const touches = fc.array(
      fc.record({ tag: fc.nat(20), weight: fc.constantFrom(-6, -2, 1, 3, 8), seconds: fc.nat(200 * 86_400) }),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(touches, fc.nat(400 * 86_400), (all, later) => {
        const profile = new Profile()
        for (const { tag, weight, seconds } of all)
          profile.touch(
            { row: 0, item: tag, kind: touchKinds.view, weight, pieces: 1, at: at + seconds },
            [tag],
            0,
            1,
            brands,
          )
        const { count, scores, confidences } = readInterests(profile, brands, 0, at + later)
        for (let i = 0; i < count; i++) {
          expect(Number.isFinite(scores[i])).toBe(true)
          expect(confidences[i]).toBeGreaterThanOrEqual(0)
          expect(confidences[i]).toBeLessThanOrEqual(1)
          if (i > 0) expect(scores[i]).toBeLessThanOrEqual(scores[i - 1]!)
        }
      }),
      { seed: 20_240_517, numRuns: 200 },
    )
  })
})

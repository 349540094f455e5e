import { expect, test } from 'vitest'
import { readMatchText } from './match-text.ts'
import { overlapNames } from './overlap-features.ts'
import { PairFeatures, pairFeatureNames } from './pair-features.ts'
import { isSureSound, joinedSoundCode, soundCodeOf } from './sound-code.ts'
import { Vocabulary } from './vocabulary.ts'

test.each([
  ['브루하우스', 'brewhouse'],
  ['갤럭시', 'galaxy'],
  ['슬림쉘', 'slimshell'],
  ['프로', 'pro'],
  ['맥스', 'max'],
])('%s sounds like %s', (hangul, latin) => {
  expect(soundCodeOf(hangul)).toBe(soundCodeOf(latin))
  expect(soundCodeOf(hangul)).not.toBe(0)
})

test('other words sound otherwise, those with one consonant like none, other scripts not at all', () => {
  expect(soundCodeOf('나이키')).not.toBe(soundCodeOf('adidas'))
  expect([soundCodeOf('아이'), soundCodeOf('울'), soundCodeOf('мир'), soundCodeOf('r2d2')]).toEqual([0, 0, 0, 0])
  expect(isSureSound(soundCodeOf('프로'))).toBe(false)
  expect(isSureSound(soundCodeOf('갤럭시'))).toBe(true)
})

test('two words sound like one, unless they are too long', () => {
  expect(joinedSoundCode(soundCodeOf('new balance'), soundCodeOf('galaxy'))).toBe(0) // with a space it is no word
  expect(joinedSoundCode(soundCodeOf('soft'), soundCodeOf('bank'))).toBe(soundCodeOf('softbank'))
  expect(joinedSoundCode(soundCodeOf('strawberry'), soundCodeOf('strawberry'))).toBe(0)
})

/** The share of the first title that the second has. */
function share(one: string, other: string): number {
  const vocabulary = new Vocabulary()
  const [left, right] = [one, other].map((title) => {
    const record = readMatchText({ title }, vocabulary)
    vocabulary.count(record.title)
    return record
  })
  const features = new PairFeatures(vocabulary)
  const row = new Float64Array(pairFeatureNames.length)
  features.setLeft(left!)
  features.write(right!, row)
  return row[overlapNames.indexOf('share')]!
}

test('Korean words are found in compounds, in parts, and in Latin letters', () => {
  expect(share('클렌징폼', '폼클렌징')).toBeCloseTo(0.95)
  expect(share('레몬', '상큼레몬향')).toBeCloseTo(0.95)
  expect(share('청소기', '로봇청소기')).toBeCloseTo(0.95)
  expect(share('로봇청소기', '청소기')).toBeCloseTo(0.42)
  expect(share('브루하우스', 'BREWHOUSE')).toBeCloseTo(0.9)
  expect(share('소프트뱅크', 'soft bank')).toBeCloseTo(0.9)
  expect(share('레몬', '자몽')).toBe(0)
})

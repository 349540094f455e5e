import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type MatchText, readMatchText } from './match-text.ts'
import { PairFeatures, pairFeatureNames } from './pair-features.ts'
import { Vocabulary } from './vocabulary.ts'

const others = ['Acme blue lamp', 'Bolt desk chair black', 'Core lamp X200 black', 'Dune chair white', 'Acme desk']

/** The features of a pair by name, in a vocabulary that has counted both and some others. */
function features(left: MatchText, right: MatchText): Record<string, number> {
  const vocabulary = new Vocabulary()
  const read = [left, right, ...others.map((title) => ({ title }))].map((text) => readMatchText(text, vocabulary))
  for (const { title } of read) vocabulary.count(title)
  const row = new Float64Array(pairFeatureNames.length)
  const pair = new PairFeatures(vocabulary)
  pair.setLeft(read[0])
  pair.write(read[1], row)
  return Object.fromEntries(pairFeatureNames.map((name, i) => [name, row[i]]))
}

const titles = (left: string, right: string): Record<string, number> => features({ title: left }, { title: right })

test('the same title is all there, in every way', () => {
  const row = titles('Acme lamp DSC-W170 500 GB', 'acme LAMP dsc-w170 500gb')
  expect(row['share-min']).toBeCloseTo(1)
  expect(row.grams).toBeCloseTo(1)
  expect(row.edits).toBe(1)
  expect(row['codes-same']).toBe(1)
  expect(row['left-in-title:missing-tokens']).toBe(0)
})

test('a code is the same glued, with signs, and with a letter more it is nearly so', () => {
  expect(titles('Acme DSC-W170', 'Acme dscw170')['codes-same']).toBe(1)
  expect(titles('Acme DSC-W170', 'Acme dscw170')['share-min']).toBeCloseTo(1)
  const more = titles('Acme DSCW170B', 'Acme DSCW170')
  expect(more['codes-same']).toBe(0)
  expect(more['code-ends']).toBeCloseTo(7 / 8)
  expect(more['code-edits']).toBeCloseTo(7 / 8)
  expect(more['right-codes-found']).toBe(1)
  expect(more['left-codes-found']).toBe(0)
})

test('a code of one title is found in the body of the other', () => {
  const row = features({ title: 'Acme lamp KX9010' }, { title: 'Acme lamp', body: 'model kx-9010 in black' })
  expect(row['left-codes-found']).toBe(1)
  expect(row['left-in-title:code-missing']).toBeGreaterThan(0)
  expect(row['left-in-all:code-missing']).toBeLessThan(0.1)
})

test('codes that differ by what follows their last digit have the same core', () => {
  const row = titles('Acme receiver RXV863BK', 'Acme receiver rx-v863bl')
  expect(row['codes-same']).toBe(0)
  expect(row['cores-same']).toBe(1)
  expect(row['core-units']).toBe(6)
  expect(titles('Acme RXV863', 'Acme RXV864')['cores-same']).toBe(0)
})

test('figures of bodies are looked for on the whole other side', () => {
  const row = features(
    { title: 'Acme grill 60 btu', body: 'steel' },
    { title: 'Acme grill', body: '60 btu, 36 inch steel' },
  )
  expect(row['right-body-figures-found']).toBe(1)
  expect(row['right-body-figures-missing']).toBe(1)
  expect(row['left-body-share']).toBeCloseTo(1)
  expect(titles('a', 'b')['left-body-share']).toBeNaN()
})

test('the run of shared 3-grams is about the longest text in both', () => {
  expect(titles('abcdefgh', 'xxcdefghyy')['gram-run']).toBe(4)
  expect(titles('abc', 'xyz')['gram-run']).toBe(0)
})

test('two words here are one there', () => {
  const row = titles('personal imagemanager', 'personal image manager')
  expect(row['share-min']).toBeCloseTo(1)
  expect(titles('접이식의자 블랙', '접이식 의자 블랙')['share-min']).toBeCloseTo(1)
})

test('a number that differs is missing as a number, a measure as a measure', () => {
  const row = titles('Acme suite 2007 2 TB', 'Acme suite 2008 1 TB')
  expect(row['left-in-title:number-missing']).toBeGreaterThan(0.1)
  expect(row['left-in-title:measure-missing']).toBeGreaterThan(0.1)
  expect(row['left-in-title:word-missing']).toBeCloseTo(0)
})

test('a typing mistake is most of a word', () => {
  expect(titles('Acme headphones', 'Acme hedphones')['left-in-title:share']).toBeGreaterThan(0.9)
})

test('amounts and makers are compared where both are there', () => {
  const row = features(
    { title: 'lamp', amount: 20, maker: 'Acme' },
    { title: 'acme lamp', amount: 10, maker: 'Acme Inc' },
  )
  expect(row['amount-distance']).toBeCloseTo(Math.log(2))
  expect(row.makers).toBe(1)
  expect(row['left-maker-in-title']).toBe(1)
  expect(titles('a', 'b')['amount-distance']).toBeNaN()
})

test('any two texts give a row: shares are 0 to 1, and the left and right halves change places when the pair is turned', () => {
  const words = fc.constantFrom(
    'acme',
    'Lamp',
    'x-200',
    'x200',
    '2TB',
    '2',
    '2007',
    'ii',
    '의자',
    '-',
    '"',
    'é',
    'abcdefghij1',
  )
  const text = fc.array(words, { maxLength: 12 }).map((list) => list.join(' '))
  fc.assert(
    fc.property(text, text, (left, right) => {
      const row = titles(left, right)
      const turned = titles(right, left)
      for (const name of ['left-in-title:share', 'right-in-title:share', 'share-min', 'share-max', 'grams', 'edits']) {
        expect(row[name]).toBeGreaterThanOrEqual(0)
        expect(row[name]).toBeLessThanOrEqual(1 + 1e-9)
      }
      for (const name of ['share-min', 'share-max', 'grams', 'jaccard', 'edits', 'codes-same', 'code-edits'])
        if (Number.isNaN(row[name])) expect(turned[name]).toBeNaN()
        else expect(turned[name]).toBeCloseTo(row[name], 6)
    }),
    { seed: 3, numRuns: 40 },
  )
})

test('measures of one quantity agree, also in other units, or conflict; what one does not tell says nothing', () => {
  const of = (left: string, right: string) => {
    const row = titles(left, right)
    return ['agree', 'partly', 'conflict'].map((name) => row[`values:measure-${name}`])
  }
  expect(of('lamp 2 GB', 'lamp 2048MB')).toEqual([1, 0, 0])
  expect(of('lamp 500 GB 15.6"', 'lamp 1TB 39.6 cm')).toEqual([1, 0, 1])
  expect(of('phone 8GB 256GB', 'phone 8GB 128GB')).toEqual([0, 1, 0])
  expect(of('phone 8GB 256GB', 'phone 8GB')).toEqual([1, 0, 0])
  expect(of('lamp 20 W', 'lamp 1 m')).toEqual([0, 0, 0])
})

test('what has the shape of a missing number or code may stand for it, words and other shapes may not', () => {
  const swaps = (left: string, right: string) => titles(left, right)['values:number-swaps']
  expect(swaps('acme lamp ddr3 i5', 'acme lamp ddr4 i7')).toBe(2)
  expect(swaps('acme lamp 16 GB', 'acme lamp 32 GB')).toBe(1)
  expect(swaps('acme lamp ddr3', 'acme lamp x2000')).toBe(0)
  expect(swaps('acme lamp blue', 'acme desk green')).toBe(0)
  expect(swaps('acme lamp ddr3', 'acme lamp ddr3')).toBe(0)
  const row = titles('acme lamp ddr3 i5', 'acme lamp ddr4 i7')
  expect(row['values:number-rarest-swap']).toBeGreaterThan(0)
  expect(row['values:number-swapped']).toBeGreaterThan(row['values:number-rarest-swap'])
})

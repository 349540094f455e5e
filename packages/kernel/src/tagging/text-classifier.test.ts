import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { TextClassifier } from './text-classifier.ts'
import { fitSlope, trainTextClassifier } from './train-text-classifier.ts'

const kinds = [
  ['shirt', 'blouse', '셔츠'],
  ['boots', 'running shoes', '운동화'],
  ['belt', 'leather belt', '벨트'],
]

/** Made-up titles; one in ten is labelled by chance, so that nobody can be sure of all. */
function titles(count: number, seed: number): { texts: string[]; labels: number[] } {
  const random = new Random(seed)
  const texts: string[] = []
  const labels: number[] = []
  for (let i = 0; i < count; i++) {
    const kind = random.below(3)
    const word = kinds[kind]![random.below(3)]!
    texts.push(`Acme${random.below(50)} ${['men', 'women', '여성'][random.below(3)]} ${word}`)
    labels.push(random.unit() < 0.1 ? random.below(3) : kind)
  }
  return { texts, labels }
}

function taught(): TextClassifier {
  const classifier = new TextClassifier()
  trainTextClassifier(classifier, { ...titles(600, 1), classes: 3, seed: 1 })
  return classifier
}

function lossOf(classifier: TextClassifier, { texts, labels }: ReturnType<typeof titles>): number {
  let loss = 0
  texts.forEach((text, i) => {
    classifier.read(text)
    loss -= Math.log(classifier.chances()[labels[i]!]!)
  })
  return loss / texts.length
}

test('new texts are put down as what their words say', () => {
  const classifier = taught()
  expect(classifier.guess('Other women leather belt').label).toBe(2)
  expect(classifier.guess('새로 나온 여성운동화').label).toBe(1)
  const { texts, labels } = titles(500, 2)
  const right = texts.filter((text, i) => classifier.guess(text).label === labels[i]).length
  expect(right / 500).toBeGreaterThan(0.88)
})

test('the slope makes chances of what they come to', () => {
  const classifier = taught()
  const before = lossOf(classifier, titles(500, 4))
  const valid = titles(500, 3)
  fitSlope(classifier, valid.texts, valid.labels)
  expect(lossOf(classifier, titles(500, 4))).toBeLessThan(before)
  const { texts, labels } = titles(2_000, 5)
  const guesses = texts.map((text) => classifier.guess(text))
  const said = guesses.reduce((sum, { chance }) => sum + chance, 0) / 2_000
  const came = guesses.filter(({ label }, i) => label === labels[i]).length / 2_000
  expect(Math.abs(said - came)).toBeLessThan(0.03)
})

test('a text without a known word is guessed by how frequent the classes are, and surely not with certainty', () => {
  expect(taught().guess('zzz').chance).toBeLessThan(0.9)
})

test('a saved classifier restores to one that says the same', () => {
  const classifier = taught()
  const restored = new TextClassifier()
  restored.restore(classifier.save())
  for (const text of titles(50, 6).texts) expect(restored.guess(text)).toEqual(classifier.guess(text))
})

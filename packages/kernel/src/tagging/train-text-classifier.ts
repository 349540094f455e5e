import { Random } from '../random.ts'
import { eachTextFeature, type TextClassifier } from './text-classifier.ts'
import { TokenList } from './token-list.ts'

const slopeSteps = 16

export type ClassifierTask = {
  readonly texts: readonly string[]
  /** Shape [texts]: each text's class, 0 to classes - 1. */
  readonly labels: ArrayLike<number>
  /** Shape [texts]: how much each counts. Absent: 1 each. */
  readonly weights?: ArrayLike<number>
  readonly classes: number
  readonly seed: number
  readonly epochs?: number
  readonly rate?: number
  /** In how many texts a feature must stand. */
  readonly countMin?: number
}

/**
 * Teaches a classifier by stochastic steps.
 * Time: epochs x texts x features x classes; memory: twice the weights.
 * Source: multinomial logistic regression with AdaGrad (Duchi, Hazan, Singer 2011, JMLR 12).
 */
export function trainTextClassifier(classifier: TextClassifier, task: ClassifierTask): void {
  const { texts, labels, classes, seed, epochs = 10, rate = 0.2, countMin = 2 } = task
  classifier.reset(classes, frequentFeatures(texts, countMin))
  const squares = new Float32Array(classifier.weights.length).fill(0.1)
  const order = texts.map((_, i) => i)
  const random = new Random(seed)
  for (let epoch = 0; epoch < epochs; epoch++)
    for (const i of random.shuffle(order)) {
      classifier.read(texts[i]!)
      step(classifier, squares, { label: labels[i]!, rate: rate * (task.weights?.[i] ?? 1) })
    }
}

function step(
  classifier: TextClassifier,
  squares: Float32Array,
  { label, rate }: { label: number; rate: number },
): void {
  const { weights, classes, rows, rowCount } = classifier
  const chances = classifier.chances()
  for (let c = 0; c < classes; c++) {
    const error = (c === label ? 1 : 0) - chances[c]!
    if (Math.abs(error) < 1e-3) continue
    for (let k = 0; k < rowCount; k++) {
      const at = rows[k]! * classes + c
      squares[at]! += error * error
      weights[at]! += (rate * error) / Math.sqrt(squares[at]!)
    }
  }
}

function frequentFeatures(texts: readonly string[], countMin: number): number[] {
  const counts = new Map<number, number>()
  const tokens = new TokenList()
  for (const text of texts)
    eachTextFeature(tokens.read(text), (feature) => counts.set(feature, (counts.get(feature) ?? 0) + 1))
  return [...counts].filter(([, count]) => count >= countMin).map(([feature]) => feature)
}

/**
 * Sets the slope that makes the classifier's chances fit what came in these texts, which it was not taught from.
 * Time: slopeSteps x 2 x texts x classes.
 * Source: Guo et al. (2017), On calibration of modern neural networks, PMLR 70 (temperature scaling); the slope by halving in thirds.
 */
export function fitSlope(classifier: TextClassifier, texts: readonly string[], labels: ArrayLike<number>): void {
  const lossAt = (logSlope: number): number => {
    classifier.slope = Math.exp(logSlope)
    let loss = 0
    texts.forEach((text, i) => {
      classifier.read(text)
      loss -= Math.log(Math.max(1e-12, classifier.chances()[labels[i]!] ?? 0))
    })
    return loss
  }
  let low = Math.log(0.1)
  let high = Math.log(10)
  for (let step = 0; step < slopeSteps; step++) {
    const third = (high - low) / 3
    if (lossAt(low + third) < lossAt(high - third)) high -= third
    else low += third
  }
  classifier.slope = texts.length === 0 ? 1 : Math.exp((low + high) / 2)
}

import {
  type Columns,
  fitSlope,
  nested,
  partOf,
  Random,
  type Saved,
  TextClassifier,
  trainTextClassifier,
} from '@nunchi/kernel'

/** A title and the value of the attribute that is taught. */
export type ClassSample = { readonly title: string; readonly value: string }

export type TitleClassifierOptions = {
  readonly seed: number
  /** Share of titles that get an answer: the least sure of the others get none. 1: all. */
  readonly coverage?: number
  readonly validShare?: number
  /** In how many titles a word, or two in a row, must stand to count. */
  readonly countMin?: number
}

/**
 * Guesses an attribute that has a closed set of values (article type, gender, colour, use) from a title, whether or not the value stands
 * in it. Says nothing where it is not sure enough.
 */
export class TitleClassifier implements Saved {
  readonly classifier = new TextClassifier()
  values: string[] = []
  /** Guesses with a lower chance are kept back. */
  chanceMin = 0

  /** The likeliest value; undefined when it is not likely enough. 1 to 7 us, by how many values there are. */
  guess(title: string): { readonly value: string; readonly chance: number } | undefined {
    const { label, chance } = this.classifier.guess(title)
    return this.values.length > 0 && chance >= this.chanceMin ? { value: this.values[label]!, chance } : undefined
  }

  save(): Columns {
    return {
      ...nested('classifier', this.classifier.save()),
      values: this.values,
      chanceMin: Float64Array.of(this.chanceMin),
    }
  }

  restore(columns: Columns): void {
    this.classifier.restore(partOf(columns, 'classifier'))
    this.values = [...(columns.values as readonly string[])]
    this.chanceMin = (columns.chanceMin as Float64Array)[0]!
  }
}

/**
 * Teaches from titles with values. Chances and the least chance are fitted on titles held back; a title is held back in all its copies,
 * so that none is known by heart.
 */
export function teachTitleClassifier(
  samples: readonly ClassSample[],
  options: TitleClassifierOptions,
): TitleClassifier {
  const { seed, coverage = 1, validShare = 0.15, countMin = 2 } = options
  const taught = new TitleClassifier()
  taught.values = [...new Set(samples.map(({ value }) => value))].sort()
  const labelOf = new Map(taught.values.map((value, label) => [value, label]))
  const titles = new Random(seed).shuffle([...new Set(samples.map(({ title }) => title))])
  const held = new Set(titles.slice(0, Math.floor(titles.length * validShare)))
  const labels = (list: readonly ClassSample[]): number[] => list.map(({ value }) => labelOf.get(value)!)
  const texts = (list: readonly ClassSample[]): string[] => list.map(({ title }) => title)
  const train = samples.filter(({ title }) => !held.has(title))
  const valid = samples.filter(({ title }) => held.has(title))
  const task = { texts: texts(train), labels: labels(train), classes: taught.values.length, seed, countMin }
  trainTextClassifier(taught.classifier, task)
  fitSlope(taught.classifier, texts(valid), labels(valid))
  const chances = texts(valid)
    .map((text) => taught.classifier.guess(text).chance)
    .sort((a, b) => b - a)
  const last = Math.floor(chances.length * coverage) - 1
  taught.chanceMin = coverage >= 1 || last < 0 ? 0 : chances[last]!
  return taught
}

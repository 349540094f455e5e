import { readTitle } from '@nunchi/engine'
import type { BenchRow } from '../bench.ts'
import { koreanTitleLines } from './korean-titles.ts'
import { f1Of, microseconds, Tally } from './scores.ts'

/** A title of our own, with what a person reads in it. */
export type ReadTitle = { readonly title: string; readonly values: readonly string[] }

const confidenceMin = 0.5

/** The titles of `korean-titles.ts`. */
export function koreanTitles(): ReadTitle[] {
  return koreanTitleLines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [title = '', values = ''] = line.split('\t')
      return { title, values: values === '' ? [] : values.split('|') }
    })
}

/** What of the attributes that the labels know is read in a title, as name=value. */
export function readAs(title: string, names: ReadonlySet<string>): string[] {
  const values = readTitle(title).filter(({ name, confidence }) => names.has(name) && confidence >= confidenceMin)
  return [...new Set(values.map(({ name, value }) => `${name}=${value}`))]
}

/** How well rules and dictionaries alone read them. Every other title was looked at while the readers were written. */
export function measureKorean(): BenchRow[] {
  const titles = koreanTitles()
  const names = new Set(titles.flatMap(({ values }) => values.map((value) => value.split('=')[0]!)))
  const halves = {
    'looked at': titles.filter((_, i) => i % 2 === 0),
    'kept back': titles.filter((_, i) => i % 2 === 1),
  }
  const row = (variant: string, metric: string, value: number, unit = ''): BenchRow => ({
    set: 'korean',
    variant,
    metric,
    value,
    unit,
  })
  const rows = Object.entries(halves).flatMap(([half, list]) => {
    const tallies = new Map([...names].map((name) => [name, new Tally()]))
    for (const { title, values } of list) {
      const read = readAs(title, names)
      for (const value of values) tallies.get(value.split('=')[0]!)!.there += 1
      for (const value of read) {
        const tally = tallies.get(value.split('=')[0]!)!
        tally.given += 1
        if (values.includes(value)) tally.right += 1
      }
    }
    const seen = [...tallies.values()].filter(({ there, given }) => there + given > 0)
    const { micro, macro } = f1Of(seen)
    return [row(`rules, ${half}`, 'F1 micro', micro), row(`rules, ${half}`, 'F1 macro', macro)]
  })
  const time = microseconds(titles.length, () => {
    for (const { title } of titles) readTitle(title)
  })
  return [...rows, row('rules', 'time a title', time, 'us')]
}

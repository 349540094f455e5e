import { csvFilesOf, type NamedText } from './tar-files.ts'

/** One product's prices as they were read, in order of time, each second once. */
export type PriceSeries = {
  readonly name: string
  /** Seconds since 1970. */
  readonly times: readonly number[]
  /** Minor units as published. */
  readonly prices: readonly number[]
}

export type PriceData = {
  /** 'polled' or 'daily': which of the two formats it was. */
  readonly kind: 'polled' | 'daily'
  readonly series: readonly PriceSeries[]
}

/** Seconds that Korea is ahead of UTC. */
const koreaSeconds = 9 * 3_600

/**
 * Reads prices in one of two published formats: a file per product with columns `time` (seconds since 1970) and `price`;
 * or ranking pages of a day or hour with `productId`, `price` and `date` (YYYYMMDD or YYYYMMDDHH of Korea). Rows without a
 * whole price are left out.
 * @throws Error that says what was found when it is neither
 */
export function readPrices(path: string): PriceData {
  const files = csvFilesOf(path)
  const found = new Map<string, Map<number, number>>()
  let kind: PriceData['kind'] | undefined
  for (const file of files) {
    const rows = rowsOf(file)
    const header = rows[0] ?? []
    const place = (name: string): number => header.indexOf(name)
    const isPolled = place('time') >= 0 && place('price') >= 0
    const isDaily = place('productId') >= 0 && place('price') >= 0 && place('date') >= 0
    if (!isPolled && !isDaily) continue
    kind ??= isPolled ? 'polled' : 'daily'
    for (const row of rows.slice(1)) {
      const seconds = isPolled ? Number(row[place('time')]) : secondsOf(row[place('date')] ?? '')
      const price = Number(row[place('price')] || Number.NaN)
      if (!Number.isSafeInteger(seconds) || !Number.isSafeInteger(price) || price < 0) continue
      const name = isPolled ? file.name : row[place('productId')]
      if (!found.has(name)) found.set(name, new Map())
      found.get(name)!.set(seconds, price)
    }
  }
  if (!kind)
    throw new Error(
      `${path}: of ${files.length} CSV files none has the columns time and price, or productId, price and date.`,
    )
  const series = [...found].map(([name, points]) => {
    const times = [...points.keys()].sort((a, b) => a - b)
    return { name, times, prices: times.map((time) => points.get(time)!) }
  })
  return { kind, series: series.sort((a, b) => (a.name < b.name ? -1 : 1)) }
}

/** The points at which a price differs from the one before. */
export function changesOf({ name, times, prices }: PriceSeries): PriceSeries {
  const places = times.map((_, i) => i).filter((i) => i === 0 || prices[i] !== prices[i - 1])
  return { name, times: places.map((i) => times[i]), prices: places.map((i) => prices[i]) }
}

function secondsOf(date: string): number {
  const [, year, month, day, hour = '20'] = /^(\d{4})(\d\d)(\d\d)(\d\d)?$/.exec(date) ?? []
  return year === undefined ? Number.NaN : Date.UTC(+year, +month - 1, +day, +hour) / 1_000 - koreaSeconds
}

/** Cells of a CSV text; quoted cells may hold commas, line ends and doubled quotes. */
function rowsOf({ text }: NamedText): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain, end] of text
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    if (row.length > 1) rows.push(row)
    row = []
  }
  return rows
}

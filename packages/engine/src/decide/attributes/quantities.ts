import { isTimes, type Part, partsOf } from './parts.ts'
import { note, type Reading, signAt, take, textOf } from './reading.ts'
import { isShoeSize } from './sizes.ts'
import { amountText, rounded } from './units.ts'

const packMax = 10_000
const totals = { weight: 'totalWeight', volume: 'totalVolume' } as const

/**
 * Reads amounts with units, pack counts and multipacks, and what they come to: "2L x 12개" is 2 l, 12 pieces, 24 l in all.
 * Parts that hang together are one chain; the chain's counts multiply. O(tokens).
 */
export function readQuantities(reading: Reading): void {
  const parts = partsOf(reading)
  for (let first = 0; first < parts.length; ) {
    let last = first
    while (last + 1 < parts.length && isLinked(parts, last)) last += 1
    readChain(reading, parts.slice(first, last + 1))
    first = last + 1
  }
  readPackWords(reading)
  readTotalApart(reading)
}

/** Amounts that merely stand beside each other are two subjects, unless the second counts the first. */
function isLinked(parts: readonly Part[], at: number): boolean {
  const { unit, counter, amount } = parts[at]!
  const next = parts[at + 1]!
  if (next.link === 'none') return false
  if (next.link === 'times' || next.link === 'plus' || next.link === 'to') return true
  if (next.counter === undefined) return false
  return unit !== undefined || (counter !== undefined && amount > 0)
}

function readChain(reading: Reading, chain: readonly Part[]): void {
  if (chain.some(({ link }, i) => i > 0 && link === 'to')) return readRange(reading, chain)
  if (readDimensions(reading, chain)) return
  const amounts = chain.filter(({ unit }) => unit !== undefined)
  for (const { from, to, amount, unit } of amounts) {
    const sure = unit!.isWeak ? 0.7 : 0.95
    if (unit!.measures === 'length' && isShoeSize(amount, reading.text)) {
      note(reading, from, to, { name: 'size', value: String(amount), confidence: 0.9, by: 'rule' })
      take(reading, from, to)
      continue
    }
    const value = amountText(rounded(amount), unit!.base)
    note(reading, from, to, {
      name: unit!.measures,
      value,
      amount: rounded(amount),
      unit: unit!.base,
      confidence: sure,
      by: 'rule',
    })
    take(reading, from, to)
  }
  const told = restatedFrom(chain)
  for (const { from, to } of chain.slice(told)) take(reading, from, to)
  const counted = chain.slice(0, told)
  const counts = countsOf(reading, counted)
  if (counts) noteCounts(reading, counted, counts)
}

/**
 * Where a chain begins to say in brackets what it said before them: 24캔 (12캔x2), 5입 x 4팩 (20봉), 20매x10개 (총 200매). Its length when it
 * does not.
 */
function restatedFrom(chain: readonly Part[]): number {
  const product = (parts: readonly Part[]) =>
    parts.reduce((all, { unit, amount }) => (unit === undefined ? all * amount : all), 1)
  const at = chain.findIndex(({ link, unit }, i) => i > 0 && link === 'bracket' && unit === undefined)
  if (at < 0) return chain.length
  const [before, within] = [product(chain.slice(0, at)), product(chain.slice(at))]
  return before > 1 && before === within ? at : chain.length
}

/** 9kg-15kg is whom it fits, not what it weighs. Only the tokens are taken. */
function readRange(reading: Reading, chain: readonly Part[]): void {
  if (chain.some(({ unit, counter }) => unit ?? counter)) for (const { from, to } of chain) take(reading, from, to)
}

type Counts = { pieces: number; sheets: number; bonus: number; from: number; to: number }

/** Multiplies a chain's counts; undefined where nothing is counted. */
function countsOf(reading: Reading, chain: readonly Part[]): Counts | undefined {
  const counts = { pieces: 1, sheets: 0, bonus: 0, from: -1, to: -1 }
  for (let i = 0; i < chain.length; i++) {
    const { from, to, amount, unit, counter, link } = chain[i]!
    const next = chain[i + 1]
    if (unit !== undefined || !Number.isInteger(amount) || amount < 1 || amount > packMax) continue
    const isBonus =
      counter === undefined && next?.link === 'plus' && next.unit === undefined && amount <= 10 && next.amount <= 10
    const isAfterPlus = link === 'plus' && counts.bonus > 0
    const isFactor =
      counter !== undefined ||
      (link === 'times' && isCountable(chain[i - 1])) ||
      (next?.link === 'times' && next.unit !== undefined && isCountable(next))
    if (!isBonus && !isAfterPlus && !isFactor) continue
    if (isBonus && isDecimalLike(reading, from)) continue
    if (counts.from < 0) counts.from = from
    counts.to = to
    if (isBonus) {
      counts.bonus = amount + next!.amount
      counts.pieces *= counts.bonus
    } else if (isAfterPlus) continue
    else if (counter?.counts === 'sheet') counts.sheets = Math.max(1, counts.sheets) * amount
    else if (isTotalOf(reading, chain, i)) counts.pieces = amount
    else counts.pieces *= amount
  }
  return counts.from < 0 ? undefined : counts
}

/** What is multiplied by a count: an amount in grams or millilitres, or counted things. 1920 x 1080 and 2 m x 3 count nothing. */
function isCountable(part: Part | undefined): boolean {
  return part !== undefined && (part.counter !== undefined || (part.unit !== undefined && part.unit.measures in totals))
}

/** Whether 총 stands before it: it is then what the others come to. */
function isTotalOf(reading: Reading, chain: readonly Part[], at: number): boolean {
  const { from } = chain[at]!
  return (
    from > 0 && at > 0 && (textOf(reading, from - 1) === '총' || textOf(reading, from - 1).toLowerCase() === 'total')
  )
}

function isDecimalLike(reading: Reading, at: number): boolean {
  return at > 0 && signAt(reading, at - 1) === '.'
}

function noteCounts(reading: Reading, chain: readonly Part[], counts: Counts): void {
  const { pieces, sheets, bonus, from, to } = counts
  if (pieces > packMax) return
  take(reading, from, to)
  const sure = chain.some(({ counter }) => counter !== undefined) || bonus > 0 ? 0.95 : 0.85
  if (bonus > 0) note(reading, from, to, { name: 'bonusCount', value: String(bonus), confidence: 0.95, by: 'rule' })
  if (pieces > 1 || sheets === 0)
    note(reading, from, to, {
      name: 'packCount',
      value: String(pieces),
      amount: pieces,
      unit: 'piece',
      confidence: sure,
      by: 'rule',
    })
  if (sheets > 0) {
    note(reading, from, to, {
      name: 'sheets',
      value: String(sheets),
      amount: sheets,
      unit: 'sheet',
      confidence: sure,
      by: 'rule',
    })
    const all = sheets * pieces
    note(reading, from, to, {
      name: 'totalCount',
      value: String(all),
      amount: all,
      unit: 'sheet',
      confidence: sure,
      by: 'rule',
    })
  }
  const one = chain.find(({ unit }) => unit !== undefined && unit.measures in totals)
  if (!one) return
  const total = rounded(one.amount * pieces)
  const name = totals[one.unit!.measures as keyof typeof totals]
  const base = one.unit!.base
  const span = [Math.min(one.from, from), Math.max(one.to, to)] as const
  note(reading, ...span, {
    name,
    value: amountText(total, base),
    amount: total,
    unit: base,
    confidence: sure * 0.98,
    by: 'rule',
  })
}

/** 30 x 40 cm, 120x60x75cm: numbers that are multiplied and end in a length. */
function readDimensions(reading: Reading, chain: readonly Part[]): boolean {
  let last = 0
  for (let i = 0; i < chain.length; i++) {
    const { unit, counter, link } = chain[i]!
    if ((i > 0 && link !== 'times') || counter !== undefined || (unit && unit.measures !== 'length')) break
    if (unit) last = i
  }
  if (last === 0) return false
  const sides = chain.slice(0, last + 1)
  const unit = sides[last]!.unit!
  const value = `${sides.map((side) => rounded(side.unit ? side.amount : side.amount * unit.factor)).join('x')} ${unit.base}`
  note(reading, sides[0]!.from, sides[last]!.to, { name: 'dimensions', value, confidence: 0.9, by: 'rule' })
  take(reading, sides[0]!.from, sides[last]!.to)
  const rest = chain.slice(last + 1)
  const counts = rest.length > 0 ? countsOf(reading, rest) : undefined
  if (counts) noteCounts(reading, rest, counts)
  return true
}

/** "pack of 6", "set of 3", "x 2" at the end. */
function readPackWords(reading: Reading): void {
  const { tokens, values } = reading
  if (values.some(({ name, field }) => name === 'packCount' && field === reading.field)) return
  for (let at = 2; at < tokens.count; at++) {
    const amount = tokens.values[at]!
    if (!Number.isInteger(amount) || amount < 2 || amount > 500 || reading.taken[at] === 1) continue
    const isOf =
      textOf(reading, at - 1).toLowerCase() === 'of' &&
      /^(pack|set|box|case|bundle|lot)$/i.test(textOf(reading, at - 2))
    const isLast = at === tokens.count - 1 && isTimes(reading, at - 1) && tokens.glued[at - 1] === 0
    if (!isOf && !isLast) continue
    note(reading, at - (isOf ? 2 : 1), at + 1, {
      name: 'packCount',
      value: String(amount),
      amount,
      unit: 'piece',
      confidence: isOf ? 0.95 : 0.8,
      by: 'rule',
    })
    take(reading, at - (isOf ? 2 : 1), at + 1)
    return
  }
}

/** Where one amount and one count stand apart ("[1+1] ... 50 ml"), their total covers both. */
function readTotalApart(reading: Reading): void {
  const own = reading.values.filter(({ field }) => field === reading.field)
  if (own.some(({ name }) => name === 'totalWeight' || name === 'totalVolume')) return
  const amounts = own.filter(({ name }) => name in totals)
  const counts = own.filter(({ name }) => name === 'packCount')
  const [one, count] = [amounts[0], counts[0]]
  if (amounts.length !== 1 || counts.length !== 1 || !one || !count || count.amount! < 2) return
  const total = rounded(one.amount! * count.amount!)
  const name = totals[one.name as keyof typeof totals]
  const span = { start: Math.min(one.start, count.start), end: Math.max(one.end, count.end) }
  const value = amountText(total, one.unit!)
  reading.values.push({ ...one, ...span, name, value, amount: total, confidence: 0.85, by: 'rule' })
}

import { PhraseTable } from '@nunchi/kernel'
import type { AttributeName } from '../../domain/attribute.ts'

/** What a unit measures, in which base unit, and how many of that it is. */
export type Unit = {
  readonly measures: AttributeName
  readonly base: string
  readonly factor: number
  /** Also a word or a letter of names: read with less confidence, and only right behind the number. */
  readonly isWeak?: boolean
}

type Row = readonly [spellings: string, factor: number, isWeak?: boolean]

/** Units by what they measure and in which base unit: spellings, parted by |, and the factor to the base unit. */
const measures: Readonly<Record<string, { readonly base: string; readonly rows: readonly Row[] }>> = {
  weight: {
    base: 'g',
    rows: [
      ['mg|㎎|밀리그램|미리그램', 0.001],
      ['g|gr|gram|grams|그램|그람|gm', 1],
      ['kg|kgs|㎏|kilo|kilos|kilogram|kilograms|킬로|킬로그램|키로|키로그램|킬로그람', 1000],
      ['oz|ounce|ounces|온스', 28.349523125],
      ['lb|lbs|pound|pounds|파운드', 453.59237],
      ['톤', 1_000_000],
    ],
  },
  volume: {
    base: 'ml',
    rows: [
      ['ml|㎖|cc|㏄|milliliter|milliliters|millilitre|밀리리터|미리리터|미리|밀리|씨씨', 1],
      ['cl|㎗', 10],
      ['dl', 100],
      ['l|ℓ|lt|ltr|liter|liters|litre|litres|리터|리타', 1000],
      ['fl oz|fl.oz|fluid ounce|fluid ounces|floz', 29.5735295625],
      ['gallon|gallons|갤런', 3785.411784],
    ],
  },
  length: {
    base: 'mm',
    rows: [
      ['mm|㎜|밀리미터|미리미터', 1],
      ['cm|㎝|센치|센티|센티미터|센치미터', 10],
      ['m|meter|meters|metre|metres|미터', 1000, true],
      ['inch|inches|인치|in|"|″|”', 25.4],
      ['형', 25.4, true],
      ['t', 1, true],
      ['ft|feet|foot|피트', 304.8],
      ['yd|yard|yards|마|야드', 914.4, true],
      ['km|㎞', 1_000_000],
    ],
  },
  area: {
    base: 'm2',
    rows: [
      ['㎡|m2|m²|제곱미터', 1],
      ['평', 3.305785, true],
    ],
  },
  capacity: {
    base: 'GB',
    rows: [
      ['mb|메가|메가바이트', 0.001],
      ['gb|기가|기가바이트', 1],
      ['tb|테라|테라바이트', 1000],
    ],
  },
  power: {
    base: 'W',
    rows: [
      ['w|watt|watts|와트', 1],
      ['kw|킬로와트', 1000],
    ],
  },
  charge: {
    base: 'mAh',
    rows: [
      ['mah|밀리암페어', 1],
      ['ah', 1000],
    ],
  },
  voltage: { base: 'V', rows: [['v|volt|volts|볼트', 1]] },
  frequency: {
    base: 'Hz',
    rows: [
      ['hz|헤르츠', 1],
      ['khz', 1_000],
      ['mhz|메가헤르츠', 1_000_000],
      ['ghz|기가헤르츠', 1_000_000_000],
    ],
  },
}

const units: Unit[] = []
const phrases = new PhraseTable()
for (const [name, { base, rows }] of Object.entries(measures))
  for (const [spellings, factor, isWeak] of rows) {
    for (const spelling of spellings.split('|')) {
      phrases.add(spelling, units.length)
      if (/^[a-z]{1,2}$/.test(spelling)) phrases.add(`${spelling}x`, units.length) // the lx of 2lx12
    }
    units.push({ measures: name, base, factor, isWeak })
  }

/** Every spelling of every unit: a phrase's number is that of the unit in `unitAt`. */
export const unitPhrases = phrases

/** The unit with this number. */
export function unitAt(number: number): Unit {
  return units[number]!
}

/** The unit that a spelling is of. */
export function unitNamed(spelling: string): Unit {
  return units[phrases.find(spelling)]!
}

/** Larger units in which an amount is easier to read, largest first: base -> unit and how many of the base it is. */
const larger: Readonly<Record<string, readonly (readonly [unit: string, size: number])[]>> = {
  g: [['kg', 1000]],
  ml: [['l', 1000]],
  GB: [['TB', 1000]],
  mAh: [['Ah', 1000]],
  W: [['kW', 1000]],
  Hz: [
    ['GHz', 1_000_000_000],
    ['MHz', 1_000_000],
    ['kHz', 1_000],
  ],
}

/** An amount of a base unit as it is compared and shown: 2000 ml -> '2 l', 500 g -> '500 g'. At most four decimals. */
export function amountText(amount: number, base: string): string {
  const [unit, size] = larger[base]?.find(([, one]) => amount >= one) ?? [base, 1]
  return `${rounded(amount / size)} ${unit}`
}

/** Takes off what multiplying by a factor left of binary fractions. */
export function rounded(amount: number): number {
  return Math.round(amount * 10_000) / 10_000
}

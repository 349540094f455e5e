import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { masked } from './mask.ts'

describe('what names somebody', () => {
  test.each([
    // phone numbers of Korea
    ['010-1234-5678', '***'],
    ['01012345678 나이키', '*** 나이키'],
    ['전화010.1234.5678로', '전화***로'],
    ['011-234-5678', '***'],
    ['02-123-4567', '***'],
    ['02)1234-5678', '***'],
    ['(02) 1234-5678', '***'],
    ['(031)123-4567', '***'],
    ['0311234567', '***'],
    ['051 123 4567', '***'],
    ['070-1234-5678', '***'],
    ['0505-123-4567', '***'],
    ['10-1234-5678', '***'],
    // of the world
    ['+82 10-1234-5678', '***'],
    ['+82(0)10 1234 5678', '***'],
    ['+821012345678', '***'],
    ['82-10-1234-5678', '***'],
    ['0082 2 123 4567', '***'],
    ['+1 (415) 555-2671', '***'],
    ['(415) 555-2671', '***'],
    ['415-555-2671', '***'],
    ['+44 20 7946 0958', '***'],
    ['0044 20 7946 0958', '***'],
    ['+4915112345678', '***'],
    // cards
    ['4111 1111 1111 1111', '***'],
    ['4111111111111111', '***'],
    ['4111 - 1111 - 1111 - 1111', '***'],
    ['3782-822463-10005', '***'],
    ['30569309025904', '***'],
    ['6212 3456 7890 1234 569', '***'],
    ['카드４１１１　１１１１　１１１１　１１１１', '카드***'],
    // resident registration numbers
    ['900101-1234567', '***'],
    ['900101 - 1234567', '***'],
    ['900101 1234567', '***'],
    ['9001011234568', '***'],
    // mail addresses
    ['kim@example.co.kr 신발', '*** 신발'],
    ["o'brien+shop@example.com", '***'],
    ['kim＠example.com', '***'],
    // one after the other
    ['010-1234-5678 4111 1111 1111 1111', '*** ***'],
    ['5500 0000 0000 0004 010-1234-5678', '*** ***'],
    ['4222 2222 2222 2', '***'],
    ['55000000 00000004', '***'],
    ['550000-0000000004', '***'],
    ['+1 415 555 2671 4111 1111 1111 1111', '***'],
    ['900101-1234567 010-1234-5678', '*** ***'],
  ])('is masked: %s', (text, expected) => {
    expect(masked(text)).toBe(expected)
  })
})

describe('what names nobody', () => {
  test.each([
    '15 256 128 2024',
    'iphone 15 128gb',
    '갤럭시 S24 울트라 512GB 2024',
    'galaxy 256 128 2024 2023',
    '8801234567890',
    '4901234567894',
    '9788937460449',
    '0201633612',
    '012345678905',
    'WH-1000XM5 010',
    'RTX 4090 24GB 2024 2025',
    '1600x900 144hz 27',
    '10,000,000 - 20,000,000',
    '2024-01-15 2024-12-31',
    '1588-1234',
    '123-45-67890',
    '4111 1111 1111 1112',
    '256-128-2024',
    '@nike',
  ])('stays: %s', (text) => {
    expect(masked(text)).toBe(text)
  })
})

const digits = (length: number) =>
  fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((list) => list.join(''))

/** Slow and plain: tries each last digit until Luhn's sum fits. */
function completed(body: string): string {
  for (let check = 0; check < 10; check++) {
    const all = [...body, String(check)].map(Number).reverse()
    const sum = all.reduce(
      (total, digit, i) => total + [...String(i % 2 === 0 ? digit : digit * 2)].reduce((a, d) => a + Number(d), 0),
      0,
    ) // prettier-ignore
    if (sum % 10 === 0) return body + check
  }
  throw new Error('no digit fits')
}

const cut = (text: string, sizes: readonly number[], separator: string): string => {
  const parts: string[] = []
  let at = 0
  for (const size of sizes) {
    parts.push(text.slice(at, at + size))
    at += size
  }
  return [...parts, text.slice(at)].filter((part) => part !== '').join(separator)
}
const separator = fc.constantFrom('', ' ', '-', '.', ' - ', '–')
const cards = fc
  .tuple(fc.constantFrom('4', '51', '37', '36', '62', '94'), fc.constantFrom(14, 15, 16, 18, 19), separator)
  .chain(([head, length, by]) =>
    digits(length - head.length - 1).map((body) => {
      const card = completed(head + body)
      return cut(card, length === 15 ? [4, 6] : length === 14 ? [4, 6] : [4, 4, 4, 4], by)
    }),
  )
const mobiles = fc
  .tuple(fc.constantFrom('010', '011', '+82 10', '+8210', '02', '031', '070'), digits(4), digits(4), separator)
  .filter(([, middle]) => middle[0] !== '0')
  .map(([head, middle, end, by]) => [head, middle, end].join(by))
const residents = fc
  .tuple(fc.integer({ min: 40, max: 99 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), digits(6))
  .map(([year, month, day, rest]) => `${[year, month, day].map((n) => String(n).padStart(2, '0')).join('')}-1${rest}`)
const mails = fc.emailAddress().filter((mail) => /^[\w.%+'-]+@/.test(mail))
const words = fc.constantFrom('', '카드 ', 'call me: ', '나이키 ', 'shoes, ', '(', '번호는')

test('law: of whatever names somebody no digit and no address is left, in any order and company', () => {
  const said = fc.tuple(words, fc.oneof(cards, mobiles, residents, mails)).map(([word, name]) => word + name)
  fc.assert(
    fc.property(fc.array(said, { minLength: 1, maxLength: 4 }), (parts) => {
      const left = masked(parts.join(' '))
      expect(left).not.toMatch(/\d|@/)
      expect(masked(left)).toBe(left)
    }),
    { seed: 20_260_301, numRuns: 3_000 },
  )
})

test('law: numbers as they stand in the names of goods stay', () => {
  const number = fc.oneof(
    fc.integer({ min: 1, max: 999 }).map(String),
    fc.integer({ min: 1990, max: 2030 }).map(String),
    fc.constantFrom('15 pro', 'S24', '256GB', 'XM5', '1TB', '27인치', '4K', '13.3'),
  )
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 6 }), (numbers) => {
      const text = numbers.join(' ')
      const years = numbers.filter((one) => /^\d{4}$/.test(one)).length
      if (years < 4) expect(masked(text)).toBe(text)
    }),
    { seed: 20_260_302, numRuns: 3_000 },
  )
})

test('law: a bar code stays, whichever it is', () => {
  const barCodes = digits(12)
    .filter((body) => body[0] !== '0')
    .map((body) => {
      const sum = [...body].reduce((all, digit, i) => all + Number(digit) * (i % 2 === 0 ? 1 : 3), 0)
      return body + ((10 - (sum % 10)) % 10)
    }) // prettier-ignore
  let kept = 0
  fc.assert(
    fc.property(barCodes, (code) => {
      kept += masked(code) === code ? 1 : 0
    }),
    { seed: 13, numRuns: 2_000 },
  )
  expect(kept).toBeGreaterThan(1_980) // the rest are resident registration numbers too, by both check digits
})

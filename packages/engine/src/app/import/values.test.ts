import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { IdCounter } from './id-counter.ts'
import { minorOf, readMoney } from './money.ts'
import { cleanText, eventId, gtinOf, nearest } from './text.ts'

const amount = (text: string, digits: number) => {
  const money = readMoney(text)
  return money === undefined ? undefined : [money.currencies[0], minorOf(money.number, digits)]
}

describe('money', () => {
  test.each([
    ['15,000 KRW', 0, ['KRW', 15000]],
    ['15000', 0, [undefined, 15000]],
    ['₩15,000', 0, ['KRW', 15000]],
    ['1,299원', 0, ['KRW', 1299]],
    ['15000.00 KRW', 0, ['KRW', 15000]],
    ['12.50 GBP', 2, ['GBP', 1250]],
    ['GBP 12.5', 2, ['GBP', 1250]],
    ['£1,234,567.89', 2, ['GBP', 123456789]],
    ['1.299,00 EUR', 2, ['EUR', 129900]],
    ['1,23,456.7 INR', 2, ['INR', 12345670]],
    ['12,5 €', 2, ['EUR', 1250]],
    ['1.299 KRW', 0, ['KRW', 1299]],
    ['US$5', 2, ['USD', 500]],
    ['15,000 won', 0, ['KRW', 15000]],
    ['15000 krw', 0, ['KRW', 15000]],
    ['1 299,90 PLN', 2, ['PLN', 129990]],
    ['-3.20', 2, [undefined, -320]],
    ['.5', 2, [undefined, 50]],
    ['1.005', 2, [undefined, 101]],
    ['1299.50원', 0, ['KRW', 1300]],
    ['１２，０００원', 0, ['KRW', 12000]],
    ['￦１２，０００', 0, ['KRW', 12000]],
    ['1만원', 0, ['KRW', 10000]],
    ['1만 2천원', 0, ['KRW', 12000]],
    ['₩2만5,900', 0, ['KRW', 25900]],
    ['3억 5천만', 0, [undefined, 350000000]],
    ['-1만원', 0, ['KRW', -10000]],
    ['0.001', 2, [undefined, 0]],
  ])('%s', (text, digits, expected) => {
    expect(amount(text, digits)).toEqual(expected)
  })

  test.each([
    '',
    'free',
    '12 apples each',
    '1.2.3',
    '₩',
    'KRW 5 USD',
    'NaN',
    '1e5',
    '5 KWR',
    'ABC 5',
    '-',
    '만원',
    '1만 개',
    '1만원 2만원',
  ])('%s is no amount', (text) => {
    expect(amount(text, 2)?.[1]).toBeUndefined()
  })

  test('what is written with two digits is read back to the cent', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), (cents) => {
        const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
        expect(minorOf(text, 2)).toBe(cents)
        expect(minorOf(Number(text).toLocaleString('en-US', { minimumFractionDigits: 2 }), 2)).toBe(cents)
      }),
      { seed: 1 },
    )
  })
})

describe('text', () => {
  test('tags go, entities become characters, spaces are single', () => {
    expect(cleanText(' <b>Caf&eacute;</b>&nbsp;&amp;amp;  3 < 5 &#x1F600;\t')).toBe('Café & 3 < 5 😀')
    expect(cleanText('Coat\u202e &#x202e;taoC\u2066')).toBe('Coat taoC')
    expect(cleanText('AT&T &unknown; & co')).toBe('AT&T &unknown; & co')
    expect(cleanText('<script>alert(1)</script>Coat &lt;STYLE a&gt;b{}\n&lt;/style &gt;red')).toBe('Coat red')
  })

  test('a GTIN counts only with the right check digit', () => {
    expect(gtinOf('8801234567893')).toBe('8801234567893')
    expect(gtinOf('8801234567890')).toBeUndefined()
    expect(gtinOf('0-36000-29145-2')).toBe('036000291452')
    expect(gtinOf('00000000')).toBeUndefined()
    expect(gtinOf('12345')).toBeUndefined()
  })

  test('nearest finds a slip and no more', () => {
    expect(nearest('InvoiceNO', ['InvoiceNo', 'StockCode'])).toBe('InvoiceNo')
    expect(nearest('quantitty', ['quantity', 'price'])).toBe('quantity')
    expect(nearest('colour', ['quantity', 'price'])).toBeUndefined()
  })

  test('long ids are shortened without clashing', () => {
    const long = 'x'.repeat(300)
    expect(eventId('order', long).length).toBeLessThan(60)
    expect(eventId('order', `${long}1`)).not.toBe(eventId('order', `${long}2`))
  })
})

test('IdCounter counts as a Map does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 6_000, size: 'max' }), (ids) => {
      const counter = new IdCounter()
      const oracle = new Map<number, number>()
      for (const id of ids) {
        expect(counter.add(`order-${id}`)).toBe(oracle.get(id) ?? 0)
        oracle.set(id, (oracle.get(id) ?? 0) + 1)
      }
      expect(counter.size).toBe(oracle.size)
    }),
    { seed: 5, numRuns: 20 },
  )
})

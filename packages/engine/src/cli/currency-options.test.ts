import { expect, test } from 'vitest'
import { importCommand } from './import.ts'
import { currencyOption } from './options.ts'
import { serveCommand } from './serve.ts'

test('a currency is taken in capitals or not; what is none is refused with what is right', () => {
  expect([currencyOption('krw'), currencyOption('Usd'), currencyOption('KWD')]).toEqual(['KRW', 'USD', 'KWD'])
  for (const text of ['WON', 'KWR', '원', '', 'KRWW'])
    expect(() => currencyOption(text)).toThrow(/no currency of ISO 4217; known are AED, .*KRW, .*USD/)
})

test('every command that takes a currency refuses one that is none, before it opens anything', async () => {
  const never = async () => expect.unreachable()
  const quiet = { writeErr: () => {} }
  const serve = serveCommand().exitOverride().configureOutput(quiet)
  const load = importCommand(never).exitOverride().configureOutput(quiet)
  await expect(serve.parseAsync(['--currency', 'won'], { from: 'user' })).rejects.toThrow('ISO 4217')
  await expect(load.parseAsync(['catalog', '-', '--currency', 'won'], { from: 'user' })).rejects.toThrow('ISO 4217')
})

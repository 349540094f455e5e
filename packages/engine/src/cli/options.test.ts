import { InvalidArgumentError } from 'commander'
import { expect, test } from 'vitest'
import {
  currencyOption,
  exploreOption,
  folderOption,
  gigabytesOption,
  hostOption,
  nameOption,
  policiesOption,
  portOption,
} from './options.ts'

test.each([
  [portOption, ['', ' ', 'x', '-1', '65536', '1.5', '0x50', '1e3']],
  [hostOption, ['', ' ']],
  [folderOption, ['', ' ']],
  [currencyOption, ['', 'KR', 'ZZZ', 'WON', '₩']],
  [nameOption, ['', ' ', 'a\nb', 'x'.repeat(101)]],
  [gigabytesOption, ['', ' ', 'x', '-1', '0', '1001', '1e3', 'NaN', '5GB']],
  [exploreOption, ['', ' ', 'x', '-0.1', '0.21', '1', '1e-3', 'NaN', '10%']],
  [
    policiesOption,
    [
      '',
      'individual',
      'individual=',
      'individual=1,',
      'best=1',
      'toString=1',
      'individual=2,popular=-1',
      'individual=0.5',
      'individual=0.5,individual=0.5,popular=0.5',
      'individual=1=1',
      'individual=NaN',
    ],
  ],
] as const)('%o refuses what it cannot mean', (read, texts) => {
  for (const text of texts) expect(() => read(text), text).toThrow(InvalidArgumentError)
})

test('what can be meant is taken', () => {
  expect(['0', '.05', '0.2'].map(exploreOption)).toEqual([0, 0.05, 0.2])
  expect(['5', '.5', '1000'].map(gigabytesOption)).toEqual([5, 0.5, 1_000])
  expect([portOption('0'), portOption('65535')]).toEqual([0, 65_535])
  expect([hostOption('::1'), folderOption('데이터'), nameOption(' 키오스크 1 ')]).toEqual([
    '::1',
    '데이터',
    '키오스크 1',
  ])
  expect([currencyOption('krw'), currencyOption('USD')]).toEqual(['KRW', 'USD'])
  expect(policiesOption('individual=0.9,popular=.1')).toEqual({ individual: 0.9, cluster: 0, popular: 0.1 })
  expect(policiesOption('popular=1')).toEqual({ individual: 0, cluster: 0, popular: 1 })
})

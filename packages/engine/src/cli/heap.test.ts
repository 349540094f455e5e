import { expect, test } from 'vitest'
import { growingPercent } from './heap.ts'

const mb = 1 << 20

test('garbage gathers up to 512 MB and up to four times what is held; beyond that V8 decides', () => {
  expect([10, 100, 128, 256, 512, 513, 4_000].map((held) => growingPercent(held * mb))).toEqual([
    400, 400, 400, 200, 100, 0, 0,
  ])
})

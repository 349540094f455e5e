import { expect, test } from 'vitest'
import { nested, partOf } from './columns.ts'

test('partOf takes out what nested put in, and leaves the other parts alone', () => {
  const names = ['a', 'b']
  const left = { starts: Uint32Array.of(1, 2), names }
  const right = { starts: Uint32Array.of(3) }
  const whole = { ...nested('left', left), ...nested('right', right), ...nested('left2', right), own: Uint8Array.of(9) }
  expect(Object.keys(whole)).toEqual(['left.starts', 'left.names', 'right.starts', 'left2.starts', 'own'])
  expect(partOf(whole, 'left')).toEqual(left)
  expect(partOf(whole, 'right')).toEqual(right)
  expect(partOf(whole, 'left').names).toBe(names) // not copied
})

test('parts within parts keep their names', () => {
  const inner = { x: Uint8Array.of(1) }
  expect(partOf(partOf(nested('a', nested('b', inner)), 'a'), 'b')).toEqual(inner)
})

import { expect, test } from 'vitest'
import { actOf } from './verdict-keys.ts'

const pressed = (code: string, held = {}) =>
  actOf({ code, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...held })

test('keys are known by where they are, and shortcuts and held keys say nothing', () => {
  expect(
    ['KeyS', 'ArrowRight', 'KeyD', 'ArrowLeft', 'KeyU', 'ArrowDown', 'KeyZ', 'Slash'].map((code) => pressed(code)),
  ).toEqual([...['same', 'same', 'different', 'different', 'unsure', 'unsure', 'undo', 'help']])
  expect(pressed('KeyA')).toBeUndefined()
  expect(pressed('toString')).toBeUndefined()
  for (const held of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { repeat: true }])
    expect(pressed('KeyS', held)).toBeUndefined()
})

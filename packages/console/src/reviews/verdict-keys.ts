import type { Verdict } from './review-queue.ts'

export type ReviewAct = Verdict | 'undo' | 'help'
type Pressed = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>

/** By the key itself, not by what it types: a Korean keyboard types ㄴ where this one types s. */
const acts: Readonly<Record<string, ReviewAct>> = {
  KeyS: 'same',
  ArrowRight: 'same',
  KeyD: 'different',
  ArrowLeft: 'different',
  KeyU: 'unsure',
  ArrowDown: 'unsure',
  KeyZ: 'undo',
  Slash: 'help',
}

/** What a key means while a pair is shown; undefined for all others, for shortcuts, and for a key that is held down. */
export function actOf({ code, ctrlKey, metaKey, altKey, repeat }: Pressed): ReviewAct | undefined {
  if (ctrlKey || metaKey || altKey || repeat) return undefined
  return Object.hasOwn(acts, code) ? acts[code] : undefined
}

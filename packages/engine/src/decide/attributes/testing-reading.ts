import { TokenList } from '@nunchi/kernel'
import type { ReadValue } from '../../domain/attribute.ts'
import { plainText } from './plain-text.ts'
import type { Reading } from './reading.ts'

/** A title under reading, as `readText` begins it. */
export function readingOf(title: string): Reading {
  const plain = plainText(title)
  const tokens = new TokenList().read(plain.text)
  return { plain, text: plain.text, tokens, field: 'title', values: [], taken: new Uint8Array(tokens.count) }
}

/** What a reader finds in a title as 'name=value', in the order in which it finds it. */
export function found(read: (reading: Reading) => void, title: string): string[] {
  return valuesIn(read, title).map(({ name, value }) => `${name}=${value}`)
}

/** What a reader finds in a title. */
export function valuesIn(read: (reading: Reading) => void, title: string): ReadValue[] {
  const reading = readingOf(title)
  read(reading)
  return reading.values
}

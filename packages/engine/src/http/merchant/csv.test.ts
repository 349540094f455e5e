import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

async function textOf(rows: readonly object[], columns: readonly string[]): Promise<string> {
  const some = async function* () {
    yield* rows as readonly Record<string, unknown>[]
  }
  let text = ''
  for await (const part of csvOf(columns, some())) text += part
  return text
}

test('cells with separators, quotes and line ends are quoted, and none is a formula', async () => {
  const rows = [
    { line: -3, value: 'a,"b"\nc' },
    { line: 4, value: '=HYPERLINK("x")' },
    { line: 5, value: '-1+2' },
    { line: 6 },
  ]
  expect(await textOf(rows, ['line', 'value'])).toBe(
    '\ufeffline,value\r\n-3,"a,""b""\nc"\r\n4,"\'=HYPERLINK(""x"")"\r\n5,\'-1+2\r\n6,\r\n',
  )
  expect(await textOf([], ['line'])).toBe('\ufeffline\r\n')
})

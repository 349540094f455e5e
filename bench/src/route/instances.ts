import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type NamedProblem, type ReadWishes, readRoutingText, routingFormatOf, routingText } from '@nunchi/engine'

/** What is no instance, in folders of instances. */
const beside = /(\.sol|\.md|^best-known\.json|^readme.*|^license.*)$/i

/** A file, or all files below a folder that may be instances, in order of their names. */
export function instanceFiles(path: string): string[] {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => !beside.test(name) && !name.startsWith('.'))
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
    .flatMap((entry) => instanceFiles(join(path, entry.name)))
}

/** An instance, of whatever published form it is. @throws Refusal that says what is wrong with it */
export async function readInstance(file: string, wishes: ReadWishes): Promise<NamedProblem> {
  const text = await routingText(file)
  const format = routingFormatOf(text)
  if (format === 'csv' || format === 'vroom' || format === 'model')
    throw new Error(`${file} is no published instance but ${format}.`)
  return readRoutingText({ file, text }, wishes)
}

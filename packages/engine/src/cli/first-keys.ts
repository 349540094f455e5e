import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurably } from '../adapters/files/durable-file.ts'
import { unusable } from '../adapters/files/unusable.ts'
import type { KeyScope, KeyStore } from '../ports/key-store.ts'

/** One key of each scope, as their holders show them. */
export type KeyPair = { readonly publishable: string; readonly secret: string }

/** Files of a data folder with keys in plain text, readable by its owner only. */
const firstKeysFile = 'first-keys'
const demoKeysFile = 'demo-keys'

/**
 * The first start of a shop makes a key of each scope. They cannot be read again, so they go to `show`, or, where nobody
 * looks on (a pipe, and so a log file), into a file of the data folder.
 */
export async function makeFirstKeys(
  keys: KeyStore,
  dir: string,
  { show }: { readonly show: ((pair: KeyPair) => void) | undefined },
): Promise<void> {
  if (keys.list().length > 0) return
  if (show) return show(await makeKeys(keys, 'first', async () => {}))
  await makeKeys(keys, 'first', (made) => keepIn(dir, firstKeysFile, made))
  console.log(`Keys were made and written to ${join(dir, firstKeysFile)}: take them over and delete the file.`)
}

/** The keys of a demo: the same at every start, so that what was pasted into a terminal or a page goes on working. */
export async function demoKeys(keys: KeyStore, dir: string): Promise<KeyPair> {
  const known = parse(await readFile(join(dir, demoKeysFile), 'utf8').catch(() => ''))
  const holds = (secret: string, scope: KeyScope): boolean => keys.find(secret)?.scope === scope
  if (holds(known.publishable, 'publishable') && holds(known.secret, 'secret')) return known
  return makeKeys(keys, 'demo', (made) => keepIn(dir, demoKeysFile, made))
}

/** Makes a pair; when it cannot be kept it is revoked again, for nobody would ever know it. */
async function makeKeys(keys: KeyStore, name: string, keep: (pair: KeyPair) => Promise<void>): Promise<KeyPair> {
  const made: string[] = []
  const make = async (scope: KeyScope): Promise<string> => {
    const { key, secret } = await keys.add({ name: `${name} ${scope}`, scope, consent: 'assumed' }, Date.now())
    made.push(key.id)
    return secret
  }
  try {
    const pair = { publishable: await make('publishable'), secret: await make('secret') }
    await keep(pair)
    return pair
  } catch (error) {
    for (const id of made) await keys.revoke(id).catch(() => {}) // what went wrong first is what is told
    throw error
  }
}

async function keepIn(dir: string, file: string, { publishable, secret }: KeyPair): Promise<void> {
  try {
    await writeDurably(join(dir, file), `publishable ${publishable}\nsecret ${secret}\n`)
  } catch (error) {
    throw unusable(dir, error)
  }
}

function parse(text: string): KeyPair {
  const words = new Map(text.split('\n').map((line) => line.split(' ', 2) as [string, string]))
  return { publishable: words.get('publishable') ?? '', secret: words.get('secret') ?? '' }
}

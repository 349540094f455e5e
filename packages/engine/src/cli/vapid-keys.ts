import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurably } from '../adapters/files/durable-file.ts'
import { unusable } from '../adapters/files/unusable.ts'
import { areVapidKeys, newVapidKeys, type VapidKeys } from '../adapters/web/vapid.ts'
import { Refusal } from '../domain/refusal.ts'

const vapidFile = 'vapid-keys'

/**
 * The keys by which push services know this shop: made once and kept in the data folder, readable by its owner only. Every browser that
 * subscribed did so for these keys, so damaged ones are refused and not made anew.
 * @throws Refusal DATA_DAMAGED, DATA_UNUSABLE
 */
export async function vapidKeysOf(dir: string): Promise<VapidKeys> {
  const path = join(dir, vapidFile)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw unusable(dir, error)
  })
  if (text !== undefined) return parsed(text, path)
  const made = newVapidKeys()
  await writeDurably(path, `public ${made.publicKey}\nprivate ${made.privateKey}\n`).catch((error) => {
    throw unusable(dir, error)
  })
  return made
}

function parsed(text: string, path: string): VapidKeys {
  const [, publicKey = '', privateKey = ''] = /^public ([\w-]+)\nprivate ([\w-]+)\n?$/.exec(text) ?? []
  const keys = { publicKey, privateKey }
  if (areVapidKeys(keys)) return keys
  throw new Refusal('DATA_DAMAGED', { what: path, reason: 'it holds no pair of keys' })
}

import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurably } from '../adapters/files/durable-file.ts'
import { unusable } from '../adapters/files/unusable.ts'
import { Refusal } from '../domain/refusal.ts'

const lengthMin = 32

/**
 * What the shop's own server proves with who its users are: from the environment, else made once and kept in the data
 * folder. A short or empty one would let anybody prove to be anybody.
 * @throws Refusal IDENTITY_SECRET, DATA_UNUSABLE
 */
export async function identitySecretOf(dir: string): Promise<string> {
  const given = process.env.NUNCHI_IDENTITY_SECRET
  if (given) return longEnough(given, 'NUNCHI_IDENTITY_SECRET')
  const file = join(dir, 'identity-secret')
  try {
    const kept = await readFile(file, 'utf8').catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
      const made = randomBytes(32).toString('hex')
      await writeDurably(file, `${made}\n`)
      return made
    })
    return longEnough(kept.trim(), file)
  } catch (error) {
    throw unusable(dir, error)
  }
}

function longEnough(secret: string, place: string): string {
  if (secret.length >= lengthMin) return secret
  throw new Refusal('IDENTITY_SECRET', { place, length: secret.length })
}

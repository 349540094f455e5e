import { type EpochMs, hashViews, openDataFolder, Shop, type Views } from '@nunchi/engine'
import { median } from '../metrics.ts'
import { answerParent } from '../serve/child.ts'

/** What was measured of one start of a shop. */
export type Started = {
  readonly events: number
  /** From the start of the process until the vault, the keys and the log are open. */
  readonly foldersSeconds: number
  /** From then until the state is there. */
  readonly stateSeconds: number
  /** Resident memory of the process after two garbage collections, with everything loaded. */
  readonly rssBytes: number
  /** Of the profile view, per shopper: the blocks of their tags with what is unused in them, and their row. */
  readonly profileMedianBytes: number
  /** Until the snapshot was written; 0 when there was nothing new to write. */
  readonly closeSeconds: number
  /** View name -> hash of its content. */
  readonly hashes: Readonly<Record<string, string>>
}

/** Bytes of a profile's row beside its tags: start, count, block size, moment. */
const rowBytes = 4 + 4 + 1 + 4 + 4

/** Opens the shop in a data folder, as a server does; measures what that took, and closes it. Needs --expose-gc. */
async function start(dir: string): Promise<Started> {
  const folder = await openDataFolder(dir)
  const foldersSeconds = performance.now() / 1000
  const clock = { now: () => Date.now() as EpochMs }
  // No snapshot while it opens: how long that takes is measured when it closes.
  const shop = await Shop.open({ ...folder, log: folder.log!, clock, snapshotEvery: Number.MAX_SAFE_INTEGER })
  const stateSeconds = performance.now() / 1000 - foldersSeconds
  const rssBytes = await rssAfterGc()
  const { views } = shop
  const measured = {
    events: views.position,
    foldersSeconds,
    stateSeconds,
    rssBytes,
    profileMedianBytes: profileMedianBytes(views),
    hashes: hashViews(views),
  }
  const closing = performance.now()
  await shop.close()
  const closeSeconds = (performance.now() - closing) / 1000
  await folder.close()
  return { ...measured, closeSeconds }
}

async function rssAfterGc(): Promise<number> {
  for (let round = 0; round < 2; round++) {
    globalThis.gc?.()
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return process.memoryUsage.rss()
}

function profileMedianBytes({ profile, shoppers }: Views): number {
  const { tag, weights, evidence } = profile.lists.columns
  const tagBytes = (tag.byteLength + weights.byteLength + evidence.byteLength) / tag.length
  const sizes = profile.save()['lists.sizes'] as Uint8Array
  return median(
    Array.from({ length: shoppers.rows }, (_, row) => rowBytes + (sizes[row] ? 2 ** sizes[row] : 0) * tagBytes),
  )
}

answerParent(await start(process.argv[2]))

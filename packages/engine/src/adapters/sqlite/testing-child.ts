/**
 * Started by tests as a process of its own, to be killed or starved. It works on a data folder and reports on standard
 * output, one line each, what was acknowledged.
 *
 * node ... testing-child.ts hold DIR            opens the folder and waits
 * node ... testing-child.ts write DIR SEED      appends and names shoppers until it is killed
 * node ... testing-child.ts fill DIR            appends until refused, then until taken again
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '../../domain/refusal.ts'
import { epochMs, type ShopperKey } from '../../domain/units.ts'
import type { ShopEvent } from '../../events/event.ts'
import type { EventLog } from '../../ports/event-log.ts'
import { type DataFolder, openDataFolder } from './data-folder.ts'

const [task, dir, seedText = '1'] = process.argv.slice(2)

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** The event that belongs at this position: the parent can tell whether the right one is there. */
function eventAt(position: number, bytes: number): ShopEvent {
  const shopper = `s-${position % 97}` as ShopperKey
  return { kind: 'products.searched', at: epochMs(1), id: `m-${position}`, shopper, query: '가'.repeat(bytes / 3) }
}

/** Several appends under way at a time, of 1 to 300 small events; the sizes follow from the seed. */
async function write(folder: DataFolder, seed: number): Promise<void> {
  let state = seed
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  const log = folder.log!
  let next = await log.length()
  const writer = async (): Promise<void> => {
    for (;;) {
      const from = next
      next += below(10) === 0 ? 300 : 1 + below(20)
      const events = Array.from({ length: next - from }, (_, index) => eventAt(from + index, below(200)))
      say(`appended ${await log.append(events, from)}`)
      const id = `person-${below(1e9)}`
      const [key] = await folder.vault.keysFor([{ type: 'user', id }])
      await folder.vault.putTraits(key, { id })
      say(`named ${id} ${key}`)
    }
  }
  await Promise.all([writer(), writer(), writer(), writer()])
}

async function fill(log: EventLog): Promise<void> {
  let length = await log.length()
  let refused = false
  for (;;) {
    try {
      length = await log.append(
        Array.from({ length: 50 }, (_, index) => eventAt(length + index, 3_000)),
        length,
      )
      if (refused) return say(`taken ${length}`)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (!refused) say(`refused ${error.code} ${length} ${await log.length()} ${(await log.read(0, 1e9)).length}`)
      refused = true
      await sleep(20)
    }
  }
}

const folder = await openDataFolder(dir)
say('opened')
if (task === 'write') await write(folder, Number(seedText))
if (task === 'fill') await fill(folder.log!).then(() => folder.close())
if (task === 'hold') setInterval(() => {}, 1_000)

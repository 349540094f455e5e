import { expect, test } from 'vitest'
import { openDataFolder } from '../adapters/sqlite/data-folder.ts'
import { SqliteEventLog } from '../adapters/sqlite/event-log.ts'
import { marketEvents } from '../decide/rank/testing-market.ts'
import { openShop } from './open-shop.ts'
import { rankerCommand } from './ranker.ts'
import { run, runHere, scratch } from './testing-command.ts'

const folder = scratch()

async function market(data: string): Promise<void> {
  const opened = await openDataFolder(data)
  await opened.log!.append(marketEvents({ shoppers: 60, visits: 12 }), 0)
  await opened.close()
}

test('trains in a thread on the log, lists what came out, goes back, and refuses what is not there', async () => {
  const data = folder('shop')
  await market(data)
  const command = (...args: string[]) => runHere(rankerCommand(), [...args, '--data', data])
  const trained = await run(['ranker', 'train', '--data', data])
  expect(trained).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\* \d{14}-\d+ .*NDCG@20 [\s\S]*Ended: chosen\.$/m),
  })
  const version = /\d{14}-\d+/.exec(trained.out)![0]
  expect((await command('list')).out).toContain(`* ${version}`)
  expect((await command('off')).code).toBe(0)
  expect((await command('list')).out).toContain(`  ${version}`)
  expect((await command('use', version)).code).toBe(0)
  expect((await command('use', 'x')).err).toContain('MODEL_UNKNOWN')
  const { shop, close } = await openShop({ data })
  expect(shop.rankers.state.inUse).toBe(version)
  await close()
}, 60_000)

test('cancelling ends the thread, and the shop goes on', async () => {
  const data = folder('shop')
  await market(data)
  const { shop, close } = await openShop({ data })
  shop.rankers.train()
  expect(await shop.rankers.cancel()).toBe(true)
  expect(shop.rankers.state.last?.end).toBe('cancelled')
  await close()
  const log = await SqliteEventLog.openForReading(data)
  expect(await log.length()).toBeGreaterThan(0)
  await log.close()
})

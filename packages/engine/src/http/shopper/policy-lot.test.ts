import { expect, test } from 'vitest'
import { MemoryEventLog } from '../../adapters/memory/event-log.ts'
import { MemoryKeyStore } from '../../adapters/memory/key-store.ts'
import { MemorySnapshotStore } from '../../adapters/memory/snapshot-store.ts'
import { MemoryVault } from '../../adapters/memory/vault.ts'
import { Shop } from '../../app/shop.ts'
import { epochMs } from '../../domain/units.ts'
import { buildServer } from '../server.ts'

const policies = { individual: 0.4, cluster: 0.2, popular: 0.4 }

async function open() {
  const shop = await Shop.open({
    log: new MemoryEventLog(),
    vault: new MemoryVault(),
    snapshots: new MemorySnapshotStore(),
    clock: { now: () => epochMs(1_700_000_000_000) },
    policies,
  })
  const keys = new MemoryKeyStore()
  const { secret } = await keys.add({ name: 'server', scope: 'secret', consent: 'assumed' }, 0)
  const server = buildServer({ shop, keys, options: { logLevel: 'silent' } })
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const policyOf = async (query: string): Promise<string> => {
    const answer = await server.inject({ url: `/v1/home?${query}`, headers })
    return (answer.json() as { policy: string }).policy
  }
  const tell = (body: object) => server.inject({ method: 'POST', url: '/v1/events', headers, payload: body })
  return { server, policyOf, tell }
}

test('a device keeps its lot when it becomes known and when somebody logs in on it', async () => {
  const { server, policyOf, tell } = await open()
  const found = new Set<string>()
  for (let n = 0; n < 40; n++) {
    const device = `anonymous=device-${n}`
    const before = await policyOf(device)
    found.add(before)
    const who = { anonymous: `device-${n}` }
    await tell({ events: [{ kind: 'product.viewed', product: 'p', ...who }] })
    expect(await policyOf(device), 'known').toBe(before)
    await tell({ events: [{ kind: 'identify', user: `user-${n}`, ...who }] })
    expect(await policyOf(device), 'logged in').toBe(before)
    expect(await policyOf(`user=user-${n}&${device}`), 'named with its user').toBe(before)
    const asUser = await policyOf(`user=user-${n}`)
    await tell({ events: [{ kind: 'product.viewed', product: 'p', user: `user-${n}` }] })
    expect(await policyOf(`user=user-${n}`), 'a user by the user id').toBe(asUser)
  }
  expect([...found].sort()).toEqual(['cluster', 'individual', 'popular'])
  await server.stop()
})

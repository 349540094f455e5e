import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { NatsServer, noNatsServer } from '../adapters/nats/testing-server.ts'
import { epochMs, type ProductId } from '../domain/units.ts'
import { type OpenedShop, openShop } from './open-shop.ts'
import { scratch } from './testing-command.ts'

const folder = scratch()
const opened: OpenedShop[] = []

async function open(data: string, log?: string): Promise<OpenedShop> {
  const shop = await openShop({ data, log })
  opened.push(shop)
  return shop
}

async function close(): Promise<void> {
  for (const one of opened.splice(0)) await one.close()
}

afterEach(async () => {
  vi.unstubAllEnvs()
  await close()
})

let count = 0
function view({ shop }: OpenedShop) {
  const id = `m-${count++}`
  const event = { kind: 'product.viewed', at: epochMs(1), id, product: 'p' as ProductId } as const
  return shop.collect([{ user: 'kim', id, event }], { consent: 'assumed' })
}

test('all that lies in the folder is told of in docs/operating.md', async () => {
  const data = folder('whole')
  await view(await open(data))
  await close()
  const docs = readFileSync(new URL('../../../../docs/operating.md', import.meta.url), 'utf8')
  const rows = docs.split('\n').filter((line) => line.startsWith('| `'))
  const told = new Set(rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`([^`]+)`/g)].map(([, name]) => name)))
  const lies = readdirSync(data, { withFileTypes: true })
  const names = lies.map((one) => (one.isDirectory() ? `${one.name}/` : one.name.replace(/-(wal|shm)$/, '')))
  expect(names).toContain('matcher/')
  expect(names.filter((name) => !told.has(name))).toEqual([])
})

describe('the log in the folder', () => {
  test('is noted, and may move with the folder', async () => {
    const [here, there] = [folder('here'), folder('there')]
    await view(await open(here))
    await close()
    const note = readFileSync(join(here, 'log.json'), 'utf8')
    expect(JSON.parse(note)).toMatchObject({ place: 'log.db' })
    renameSync(here, there)
    expect((await open(there)).shop.health().position).toBe(1)
    expect(readFileSync(join(there, 'log.json'), 'utf8')).toBe(note)
  })

  test('deleted: refused, and no empty one is put in its place', async () => {
    const data = folder('shop')
    await view(await open(data))
    await close()
    renameSync(join(data, 'log.db'), folder('aside'))
    await expect(open(data)).rejects.toMatchObject({ code: 'LOG_OTHER', status: 503 })
    expect(existsSync(join(data, 'log.db'))).toBe(false)
    renameSync(folder('aside'), join(data, 'log.db'))
    expect((await open(data)).shop.health()).toMatchObject({ ready: true, position: 1 })
  })

  test('of another folder: refused', async () => {
    const [data, other] = [folder('shop'), folder('other')]
    for (const dir of [data, other]) {
      await view(await open(dir))
      await close()
    }
    renameSync(join(other, 'log.db'), join(data, 'log.db'))
    await expect(open(data)).rejects.toMatchObject({ code: 'LOG_OTHER' })
    rmSync(join(data, 'log.json')) // what the refusal says to do
    rmSync(join(data, 'snapshots'), { recursive: true })
    expect((await open(data)).shop.health()).toMatchObject({ ready: true, position: 1 })
  })

  test('older than the snapshot (a backup put back by halves): refused', async () => {
    const data = folder('shop')
    await view(await open(data))
    await close()
    const backup = readFileSync(join(data, 'log.db'))
    await view(await open(data))
    await close()
    writeFileSync(join(data, 'log.db'), backup)
    await expect(open(data)).rejects.toMatchObject({ code: 'LOG_SHORT', details: { length: 1, position: 2 } })
    rmSync(join(data, 'snapshots'), { recursive: true }) // what the refusal says to do
    expect((await open(data)).shop.health()).toMatchObject({ ready: true, position: 1 })
  })

  test('taken away while it is served: writes and readiness say so, and all goes on when it is back', async () => {
    const data = folder('shop')
    const one = await open(data)
    await view(one)
    renameSync(join(data, 'log.db'), folder('aside'))
    for (let n = 0; n < 3; n++) {
      await expect(view(one)).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE', status: 503 })
      await one.shop.settled()
      expect(one.shop.health()).toMatchObject({
        ready: false,
        reasons: [{ message: expect.stringContaining('log.db is gone') }],
      })
    }
    renameSync(folder('aside'), join(data, 'log.db'))
    expect(await view(one)).toEqual([{ status: 'accepted' }])
    expect(one.shop.health()).toMatchObject({ ready: true, position: 2 })
  })

  test('is of no use without the vault: refused, and no empty one is made', async () => {
    const data = folder('shop')
    await view(await open(data))
    await close()
    rmSync(join(data, 'vault.db'))
    await expect(open(data)).rejects.toMatchObject({ code: 'DATA_DAMAGED', details: { what: join(data, 'vault.db') } })
    expect(existsSync(join(data, 'vault.db'))).toBe(false)
    rmSync(join(data, 'log.json')) // as docs/operating.md says
    expect((await open(data)).shop.health()).toMatchObject({ ready: true, position: 1 })
  })

  test('a note that cannot be read is named', async () => {
    const data = folder('shop')
    await view(await open(data))
    await close()
    writeFileSync(join(data, 'log.json'), '{"id":')
    await expect(open(data)).rejects.toMatchObject({ code: 'DATA_DAMAGED', details: { what: join(data, 'log.json') } })
  })
})

describe.skipIf(noNatsServer)('the log in NATS', () => {
  let server: NatsServer
  beforeAll(async () => {
    server = await NatsServer.start()
  })
  afterAll(() => server.remove())

  test('forgotten, or another stream: refused, and no log is made in the folder', async () => {
    const data = folder('shop')
    await view(await open(data, server.url('a')))
    await close()
    await expect(open(data)).rejects.toMatchObject({ code: 'LOG_OTHER' })
    expect(existsSync(join(data, 'log.db'))).toBe(false)
    await expect(open(data, server.url('b'))).rejects.toMatchObject({ code: 'LOG_OTHER' })
    await server.kill()
    await server.resume()
    vi.stubEnv('NUNCHI_LOG', server.url('a'))
    expect((await open(data)).shop.health()).toMatchObject({ ready: true, position: 1 })
  })

  test('a folder whose log is its own takes no other', async () => {
    const data = folder('shop')
    await view(await open(data))
    await close()
    await expect(open(data, server.url('c'))).rejects.toMatchObject({ code: 'LOG_OTHER' })
  })

  test('a stream that was deleted and made anew while it is served is noticed', async () => {
    const data = folder('shop')
    const one = await open(data, server.url('d'))
    await view(one)
    const { connect } = await import('@nats-io/transport-node')
    const { jetstreamManager } = await import('@nats-io/jetstream')
    const connection = await connect({ servers: `127.0.0.1:${server.port}` })
    await (await jetstreamManager(connection)).streams.delete('NUNCHI_LOG_d')
    await connection.close()
    const other = await open(folder('other'), server.url('d')) // makes the stream
    await expect(view(one)).rejects.toMatchObject({ code: 'LOG_OTHER', status: 503 })
    expect(one.shop.health().ready).toBe(false)
    expect(other.shop.health()).toMatchObject({ ready: true, position: 0 })
  })
})

import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { openDataFolder, openKeys } from '../adapters/sqlite/data-folder.ts'
import { depot, vehicle } from '../app/dispatch/testing-dispatch.ts'
import { Refusal } from '../domain/refusal.ts'
import { epochMs } from '../domain/units.ts'
import { reportEnd } from './exit.ts'
import { keysCommand } from './keys.ts'
import { openShop } from './open-shop.ts'
import { rebuildCommand } from './rebuild.ts'
import { serveCommand } from './serve.ts'
import { type Running, run, runHere, scratch, start } from './testing-command.ts'

const folder = scratch()
const running: Running[] = []

function serve(data: string, args: readonly string[] = [], env: Record<string, string> = {}): Running {
  const one = start(['serve', '--data', data, '--port', '0', ...args], env)
  running.push(one)
  return one
}

afterEach(async () => {
  for (const one of running.splice(0)) {
    one.child.kill('SIGKILL')
    await one.ended
  }
})

/** Small, and still: it fills in a second, and nothing is told behind a test's back. */
const tinyDemo = ['--demo', '--demo-size', 'tiny', '--demo-pace', '0'] as const

const keyIn = (text: string, scope: 'pub' | 'sec'): string => new RegExp(`nk_${scope}_\\S+`).exec(text)![0]

async function statusOf(url: string, key: string): Promise<number> {
  return (await fetch(url, { headers: { authorization: `Bearer ${key}` } })).status
}

/** A start that comes to nothing, in this process. */
const refused = (...args: readonly string[]) =>
  expect(serveCommand().parseAsync(['--port', '0', ...args], { from: 'user' })).rejects

describe('starting', () => {
  test('a taken port is refused with what to do, and the first keys are there at the next start', async () => {
    const data = folder('shop')
    const taker = createServer().listen(0, '127.0.0.1')
    await once(taker, 'listening')
    const { port } = taker.address() as { port: number }
    const { code, err } = await run(['serve', '--data', data, '--port', String(port)])
    taker.close()
    expect(code).toBe(1)
    expect(err.trim()).toMatch(
      /^LISTEN_FAILED Cannot listen on 127\.0\.0\.1:\d+ \(.*EADDRINUSE.*\); stop the .* --port\.$/,
    )
    const served = serve(data)
    await served.says(/Keys were made and written to/)
    const key = keyIn(readFileSync(join(data, 'first-keys'), 'utf8'), 'sec')
    expect(await statusOf(`${await served.address()}/v1/keys`, key)).toBe(200)
    expect(statSync(join(data, 'first-keys')).mode & 0o077).toBe(0)
  })

  test('on an address that is not ours, with a log that cannot be reached: refused', async () => {
    const data = folder('shop')
    const remedy = expect.stringContaining('127.0.0.1')
    for (const host of ['no-such-host.invalid', '203.0.113.7'])
      await refused('--data', data, '--host', host).toMatchObject({ code: 'LISTEN_FAILED', details: { host, remedy } })
    await refused('--data', folder('new'), '--log', 'mysql://x').toMatchObject({ code: 'LOG_ADDRESS' })
    const away = 'nats://shop:hush@127.0.0.1:1/main'
    await refused('--data', folder('new'), '--log', away).toMatchObject({
      code: 'LOG_UNREACHABLE',
      message: expect.not.stringContaining('hush'),
    })
  })

  test('in a folder that is none, or with a log that is damaged: refused', async () => {
    const file = folder('file')
    writeFileSync(file, '')
    await refused('--data', file).toMatchObject({ code: 'DATA_UNUSABLE' })
    const data = folder('shop')
    mkdirSync(data)
    writeFileSync(join(data, 'log.db'), 'this is no database'.repeat(1_000))
    await refused('--data', data).toMatchObject({ code: 'DATA_DAMAGED', details: { what: join(data, 'log.db') } })
  })

  test('with an identity secret that anybody could guess: refused, without telling it', async () => {
    const data = folder('shop')
    vi.stubEnv('NUNCHI_IDENTITY_SECRET', 'hush')
    await refused('--data', data).toMatchObject({
      code: 'IDENTITY_SECRET',
      message: expect.not.stringContaining('hush'),
    })
    vi.unstubAllEnvs()
    writeFileSync(join(data, 'identity-secret'), '\n')
    await refused('--data', data).toMatchObject({ code: 'IDENTITY_SECRET', details: { length: 0 } })
  })
})

test('what is wrong on the command line ends with 2', async () => {
  const { code, err } = await run(['serve', '--port', 'x'])
  expect([code, err]).toEqual([2, expect.stringContaining('a port is a whole number')])
})

test('a bug ends with 70 and says that it is one; a refusal with 1 and one line', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(reportEnd(new Refusal('DATA_IN_USE', { dir: 'x' }))).toBe(1)
  expect(said).toHaveBeenCalledTimes(1)
  expect(reportEnd(new TypeError('x is not a function'))).toBe(70)
  expect(said.mock.lastCall![0]).toContain('bug in Nunchi')
  said.mockRestore()
})

test('a demo has the same keys at every start, and leaves the shop its own', async () => {
  const data = folder('shop')
  mkdirSync(data)
  const { keys, close } = await openKeys(data, { make: true })
  const own = await keys.add({ name: 'demo kiosk', scope: 'secret', consent: 'assumed' }, 0)
  await close()
  const first = serve(data, tinyDemo)
  await first.says(/Keys of the demo/)
  const pair = [keyIn(first.out, 'pub'), keyIn(first.out, 'sec')]
  first.child.kill('SIGTERM')
  first.child.kill('SIGTERM') // as npm and shells do: the same wish, told twice
  expect(await first.ended).toBe(0)
  expect(readdirSync(join(data, 'snapshots'))).toHaveLength(1)
  const second = serve(data, tinyDemo)
  await second.says(/Keys of the demo/)
  expect([keyIn(second.out, 'pub'), keyIn(second.out, 'sec')]).toEqual(pair)
  for (const key of [own.secret, pair[1]!]) expect(await statusOf(`${await second.address()}/v1/keys`, key)).toBe(200)
  expect(await statusOf(`${await second.address()}/v1/home`, pair[0]!)).toBe(200)
})

test('a damaged snapshot is a line in the log of the server, and a metric; the log is used instead', async () => {
  const data = folder('shop')
  const first = serve(data, tinyDemo)
  await first.address()
  first.child.kill('SIGTERM')
  await first.ended
  const [name] = readdirSync(join(data, 'snapshots'))
  const path = join(data, 'snapshots', name!)
  truncateSync(path, 1_000)
  const second = serve(data, tinyDemo)
  await second.says(/Keys of the demo/)
  const line = second.out.split('\n').find((text) => text.includes('"chore":"restore"'))!
  expect(JSON.parse(line)).toMatchObject({ level: 40, msg: expect.stringContaining(`${path} cannot be read`) })
  const headers = { authorization: `Bearer ${keyIn(second.out, 'sec')}` }
  const metrics = await (await fetch(`${await second.address()}/metrics`, { headers })).text()
  expect(metrics).toContain('nunchi_chores_total{chore="restore",outcome="failed"} 1')
  expect(Number(/nunchi_log\{name="position"\} (\d+)/.exec(metrics)![1])).toBeGreaterThan(1_000)
})

test('stopping does not need anybody who listens to its words', async () => {
  const data = folder('shop')
  const served = serve(data, tinyDemo)
  await served.address()
  served.child.stdout!.destroy()
  served.child.stderr!.destroy()
  served.child.kill('SIGHUP')
  expect(await served.ended).toBe(0)
  expect(readdirSync(join(data, 'snapshots'))).toHaveLength(1)
})

test('a second signal later on ends at once, and nothing acknowledged is lost', async () => {
  const data = folder('shop')
  const served = serve(data, tinyDemo)
  const address = new URL(await served.address())
  const socket = connect(Number(address.port), address.hostname)
  await once(socket, 'connect')
  const head = 'POST /v1/events HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 999\r\n'
  socket.write(`${head}expect: 100-continue\r\n\r\n{`)
  socket.on('error', () => {})
  await once(socket, 'data') // it has begun to listen
  served.child.kill('SIGTERM')
  await served.says(/Stopping/)
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  served.child.kill('SIGINT')
  expect(await served.ended).toBe(130)
  socket.destroy()
  const { log, close } = await openDataFolder(data)
  expect(await log!.length()).toBeGreaterThan(1_000)
  await close()
})

test('demo data and own data never go into one folder', async () => {
  const own = folder('own')
  await serve(own, ['--empty']).address()
  await running.at(-1)!.says(/Keys were made/)
  running.at(-1)!.child.kill('SIGTERM')
  await running.at(-1)!.ended
  const { log, close } = await openDataFolder(own)
  await log!.append([{ kind: 'shopper.scrubbed', at: epochMs(0), id: 'x', askedAt: 0 }], 0)
  await close()
  await refused('--data', own, ...tinyDemo).toMatchObject({ code: 'DATA_NOT_DEMO', details: { dir: own } })
  const data = folder('demo')
  const served = serve(data, tinyDemo)
  await served.says(/demo data/)
  await served.address()
  served.child.kill('SIGTERM')
  await served.ended
  await refused('--data', data, '--empty').toMatchObject({ code: 'DATA_IS_DEMO', details: { dir: data } })
  expect((await run(['serve', '--demo', '--empty'])).code).toBe(2)
})

test('the demo town lives while it is served, and its pictures are there', async () => {
  const served = serve(folder('demo'), ['--demo', '--demo-size', 'tiny', '--demo-pace', '20'])
  const address = await served.address()
  await served.says(/The town lives/)
  const headers = { authorization: `Bearer ${keyIn(served.out, 'sec')}` }
  const position = async () => {
    const metrics = await (await fetch(`${address}/metrics`, { headers })).text()
    return Number(/nunchi_log\{name="position"\} (\d+)/.exec(metrics)![1])
  }
  const before = await position()
  await vi.waitFor(async () => expect(await position()).toBeGreaterThan(before + 5), { timeout: 15_000, interval: 250 })
  const product = /"product":"(demo-\d+)"/.exec(served.out)![1]
  expect(await (await fetch(`${address}/demo/images/${product}.svg`)).text()).toMatch(/^<svg/)
  served.child.kill('SIGTERM')
  expect(await served.ended).toBe(0)
})

test('one folder has one server: the second is refused, the first goes on', async () => {
  const data = folder('shop')
  const address = await serve(data).address()
  await refused('--data', data).toMatchObject({ code: 'DATA_IN_USE' })
  expect((await fetch(`${address}/readyz`)).status).toBe(200)
})

test('keys are added, listed and revoked only where there is a folder: a mistyped one is not made', async () => {
  const data = folder('typo')
  const commands = [keysCommand(), keysCommand(), keysCommand(), rebuildCommand()]
  for (const [n, args] of [['add', 'app'], ['list'], ['revoke', 'key_x'], []].entries()) {
    const done = commands[n]!.parseAsync([...args, '--data', data], { from: 'user' })
    await expect(done).rejects.toMatchObject({ code: 'DATA_UNUSABLE', message: expect.stringContaining(data) })
    await expect(done).rejects.toThrow('no such file or directory')
  }
  expect(existsSync(data)).toBe(false)
  mkdirSync(data) // on purpose, so that it may have keys before its first start
  const said = vi.spyOn(console, 'log').mockImplementation(() => {})
  await keysCommand().parseAsync(['add', 'app', '--data', data], { from: 'user' })
  expect(said.mock.lastCall![0]).toMatch(/publishable {2}nk_pub_/)
  said.mockRestore()
})

test("a driver's key is made for a vehicle that the shop has, and for no other", async () => {
  const data = folder('drivers')
  const opened = await openShop({ data })
  await opened.shop.dispatch.putDepot('d', depot)
  await opened.shop.dispatch.putVehicle('van-1', vehicle)
  await opened.close()
  const add = (...args: readonly string[]) => runHere(keysCommand(), ['add', 'phone', '--data', data, ...args])
  const listed = async () => (await runHere(keysCommand(), ['list', '--data', data])).out
  const mistyped = await add('--scope', 'driver', '--vehicle', 'van-9')
  expect(mistyped).toMatchObject({ code: 1, out: '', err: expect.stringContaining('There is no vehicle van-9') })
  for (const alone of [
    ['--scope', 'driver'],
    ['--vehicle', 'van-1'],
  ])
    expect(await add(...alone)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('go together') })
  expect(await listed()).toBe('')
  expect(await add('--scope', 'driver', '--vehicle', 'van-1')).toMatchObject({ code: 0, err: '' })
  expect(await listed()).toMatch(/^key_\S+ {2}driver {2}/)
})

import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sampleEvents } from '../../ports/event-log.contract.ts'
import { sampleSnapshot } from '../../ports/snapshot-store.contract.ts'
import { openDataFolder } from './data-folder.ts'
import { SqliteEventLog } from './event-log.ts'
import { startChild, type TestProcess } from './testing-process.ts'

let parent: string
let dir: string
let child: TestProcess | undefined
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'nunchi-folder-'))
  dir = join(parent, 'a', 'shop')
})
afterEach(async () => {
  await child?.kill() // also when the test failed before it got there
  child = undefined
  await rm(parent, { recursive: true })
})

test('a missing folder is made, holds everything, and opens again; only its owner may read it', async () => {
  const first = await openDataFolder(dir)
  await first.log!.append(sampleEvents(0, 3), 0)
  const [key] = await first.vault.keysFor([{ type: 'user', id: 'kim' }])
  const { secret } = await first.keys.add({ name: 'k', scope: 'secret', consent: 'assumed' }, 1)
  await first.snapshots.save(sampleSnapshot(3))
  expect((await stat(dir)).mode & 0o777).toBe(0o700)
  for (const name of await readdir(dir)) {
    expect((await stat(join(dir, name))).mode & 0o077, `others may read ${name}`).toBe(0)
  }
  await first.log!.close() // closing twice is no harm
  await first.close()
  const again = await openDataFolder(dir)
  expect(await again.log!.read(0, 9)).toEqual(sampleEvents(0, 3))
  expect(again.vault.keyOf({ type: 'user', id: 'kim' })).toBe(key)
  expect(again.keys.find(secret)?.name).toBe('k')
  expect(await again.snapshots.load()).toEqual(sampleSnapshot(3))
  await again.close()
})

test('a folder without a log of its own', async () => {
  const folder = await openDataFolder(dir, { withLog: false })
  expect(folder.log).toBeUndefined()
  await folder.close()
  expect(await readdir(dir)).not.toContain('log.db')
})

test('a second reader in the same process sees what was appended, and appends go on beside it', async () => {
  const folder = await openDataFolder(dir)
  const log = folder.log!
  await log.append(sampleEvents(0, 12_000), 0)
  const reader = await SqliteEventLog.openForReading(dir)
  const [events, length] = await Promise.all([reader.read(1_000, 20_000), log.append(sampleEvents(12_000, 1), 12_000)])
  expect(length).toBe(12_001)
  expect(events.slice(0, 11_000)).toEqual(sampleEvents(1_000, 11_000))
  expect(await reader.length()).toBe(12_001)
  await reader.close()
  await folder.close()
})

test('a folder in use is refused, in this process and in another, until it is given back', async () => {
  const refusal = { code: 'DATA_IN_USE', details: { dir } }
  const folder = await openDataFolder(dir)
  await expect(openDataFolder(dir)).rejects.toMatchObject(refusal)
  await folder.close()
  child = startChild(['hold', dir])
  await child.line('opened')
  await expect(openDataFolder(dir)).rejects.toMatchObject(refusal)
  await child.kill()
  await (await openDataFolder(dir)).close()
})

test.each([
  ['log.db', 1],
  ['vault.db', 2],
  ['keys.db', 2],
])('a newer %s is refused, untouched, and the folder given back', async (file, known) => {
  await (await openDataFolder(dir)).close()
  setVersion(join(dir, file), known + 1)
  await expect(openDataFolder(dir)).rejects.toMatchObject({
    code: 'DATA_NEWER',
    details: { dir, found: known + 1, known },
  })
  setVersion(join(dir, file), known)
  await (await openDataFolder(dir)).close()
})

test('a vault of the version before is brought up to this one, with what it holds', async () => {
  const first = await openDataFolder(dir)
  const [key] = await first.vault.keysFor([{ type: 'user', id: 'kim' }])
  await first.vault.putTraits(key, { name: '김' })
  await first.close()
  const db = new Database(join(dir, 'vault.db'))
  db.exec('DROP TABLE contact; PRAGMA user_version = 1')
  db.close()
  const again = await openDataFolder(dir)
  expect(again.vault.keyOf({ type: 'user', id: 'kim' })).toBe(key)
  expect(await again.vault.traitsOf(key)).toEqual({ name: '김' })
  const kept = await again.vault.putContact(key, { kind: 'email', address: 'kim@mail.example' }, 1)
  expect(await again.vault.contactsOf(key)).toEqual([kept])
  await again.close()
})

function setVersion(path: string, version: number): void {
  const db = new Database(path)
  db.pragma(`user_version = ${version}`)
  db.close()
}

const starvable = process.platform === 'linux' && hasProgram('prlimit')

test.skipIf(!starvable)(
  'a full disk refuses appends, stores none of them by halves, and takes them when there is room (needs Linux with prlimit)',
  async () => {
    child = startChild(['fill', dir], { shell: 'ulimit -S -f 8000;' }) // 512-byte blocks: 4 MB a file
    const [, code, before, length, readable] = (await child.line('refused')).split(' ')
    expect(code).toBe('LOG_UNAVAILABLE')
    expect([length, readable]).toEqual([before, before])
    expect(Number(before)).toBeGreaterThan(50)
    execFileSync('prlimit', ['--pid', String(child.pid), '--fsize=unlimited'])
    const [, after] = (await child.line('taken')).split(' ')
    expect(Number(after)).toBe(Number(before) + 50)
    expect(await child.ended).toBe(0)
    const folder = await openDataFolder(dir)
    const events = await folder.log!.read(0, 1e9)
    expect(events.map((event) => 'id' in event && event.id)).toEqual(events.map((_, position) => `m-${position}`))
    expect(events.length).toBe(Number(after))
    await folder.close()
  },
)

function hasProgram(name: string): boolean {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test('a folder that cannot be made or used is refused, and soon', async () => {
  await expect(openDataFolder('/proc/nunchi-has-no-place-here/data')).rejects.toMatchObject({ code: 'DATA_UNUSABLE' })
  const file = join(parent, 'a file')
  await writeFile(file, '')
  for (const place of [file, join(file, 'shop')]) {
    const reason = new RegExp(`The data folder ${place} cannot be used .E`)
    await expect(openDataFolder(place)).rejects.toThrow(reason)
  }
})

test.each(['log.db', 'vault.db', 'keys.db'])(
  'a damaged %s is refused by its name, and the folder given back',
  async (name) => {
    const first = await openDataFolder(dir)
    await first.log!.append(sampleEvents(0, 2_000), 0)
    await first.vault.keysFor(Array.from({ length: 2_000 }, (_, n) => ({ type: 'user', id: `user-${n}` })))
    await first.keys.add({ name: 'k', scope: 'secret', consent: 'assumed' }, 1)
    await first.close()
    const path = join(dir, name)
    const whole = await readFile(path)
    const refusal = { code: 'DATA_DAMAGED', details: { what: path } }
    await writeFile(path, Buffer.concat([Buffer.from('no database here'), whole.subarray(16)]))
    await expect(openDataFolder(dir)).rejects.toMatchObject(refusal)
    await writeFile(path, whole.fill(0x5a, 8_192)) // the head is whole, pages behind it are not
    const reading = openDataFolder(dir).then(async (folder) => {
      await folder.log!.read(0, 2_000).finally(() => folder.close())
    })
    await expect(reading).rejects.toMatchObject(refusal)
    await rm(path)
    await (await openDataFolder(dir)).close()
  },
)

test('a log with a gap, or with an event that is no event, is not read as if it were whole', async () => {
  const folder = await openDataFolder(dir)
  await folder.log!.append(sampleEvents(0, 10), 0)
  await folder.close()
  const change = (sql: string): void => {
    const db = new Database(join(dir, 'log.db'))
    db.exec(sql)
    db.close()
  }
  const reading = async (): Promise<unknown> => {
    const again = await openDataFolder(dir)
    return await again.log!.read(0, 10).finally(() => again.close())
  }
  change(`UPDATE log SET body = '{"kind":' WHERE position = 3`)
  await expect(reading()).rejects.toMatchObject({ code: 'DATA_DAMAGED' })
  change('DELETE FROM log WHERE position = 3')
  await expect(reading()).rejects.toMatchObject({ code: 'DATA_DAMAGED', details: { reason: '1 events are missing' } })
})

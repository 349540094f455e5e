import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { contactsMax, type Target } from '../domain/contact.ts'
import type { ShopperKey } from '../domain/units.ts'
import { closingAfterEach } from './testing-contract.ts'
import type { Alias, Vault } from './vault.ts'

/** An empty vault on storage of its own, and what the suite needs to know of that storage. */
export type VaultUnderTest = {
  readonly vault: Vault
  /** Closes the vault last opened and opens the same storage again; absent where nothing is kept. */
  readonly reopen?: () => Promise<Vault>
  /** Paths of every file that could hold the vault's bytes, as of now; absent where there is none. */
  readonly files?: () => Promise<readonly string[]>
  /** Closes the vault last opened and removes the storage. */
  readonly close: () => Promise<void>
}

const user = (id: string): Alias => ({ type: 'user', id })
const device = (id: string): Alias => ({ type: 'anonymous', id })

/** What every vault must do. An adapter's own test file is one call to this. */
export function vaultContract(name: string, open: () => Promise<VaultUnderTest>): void {
  describe(`vault contract: ${name}`, () => {
    const fresh = closingAfterEach(open)
    naming(fresh)
    finding(fresh)
    describing(fresh)
    contacting(fresh)
    erasing(fresh)
    reopening(fresh)
  })
}

type Fresh = () => Promise<VaultUnderTest>

function naming(fresh: Fresh): void {
  test('every alias gets a key of its own, the same each time, in the order asked', async () => {
    const { vault } = await fresh()
    expect(await vault.keysFor([])).toEqual([])
    const aliases = [user('kim'), device('kim'), user('김하늘'), user(''), user('kim'), user('a\nb"\0\ud800')]
    const keys = await vault.keysFor(aliases)
    expect(keys[4]).toBe(keys[0])
    expect(new Set(keys).size).toBe(5)
    for (const key of keys) expect(key).toMatch(/^[\w-]{16}$/)
    expect(await vault.keysFor([...aliases].reverse())).toEqual([...keys].reverse())
    for (const [index, alias] of aliases.entries()) {
      expect(vault.keyOf(alias)).toBe(keys[index])
      expect(await vault.aliasesOf(keys[index])).toEqual([alias])
    }
  })

  test('keyOf makes no key, and an unknown key has no aliases', async () => {
    const { vault } = await fresh()
    expect(vault.keyOf(user('nobody'))).toBeUndefined()
    expect(vault.keyOf(user('nobody'))).toBeUndefined()
    expect(await vault.aliasesOf('AAAAAAAAAAAAAAAA' as ShopperKey)).toEqual([])
  })

  test('overlapping calls agree on the key of an alias new to both', async () => {
    const { vault } = await fresh()
    const calls = Array.from({ length: 20 }, (_, index) => vault.keysFor([device('d'), device(`d${index % 3}`)]))
    const keys = await Promise.all(calls)
    expect(new Set(keys.map(([key]) => key)).size).toBe(1)
    expect(new Set(keys.flat()).size).toBe(4)
    expect(await vault.aliasesOf(keys[0][0])).toEqual([device('d')])
  })

  test('thousands of aliases in one call', async () => {
    const { vault } = await fresh()
    const aliases = Array.from({ length: 5_000 }, (_, index) => user(`u-${index}`))
    const keys = await vault.keysFor(aliases)
    expect(new Set(keys).size).toBe(5_000)
    expect(await vault.keysFor(aliases)).toEqual(keys)
  })
}

function finding(fresh: Fresh): void {
  /** The keys of aliases that begin so, sorted. */
  const like = async (vault: Vault, prefix: string) => {
    const found: ShopperKey[] = []
    for await (const keys of vault.keysLike(prefix)) found.push(...keys)
    return found.sort()
  }

  test('names are told for keys, in order, also of those that came since; none for strangers and the erased', async () => {
    const { vault, reopen } = await fresh()
    const aliases = [user('kim'), device('kim'), user('김하늘'), user('a\nb"\0\ud800')]
    const keys = await vault.keysFor(aliases)
    expect(await vault.namesOf([])).toEqual([])
    expect(await vault.namesOf([...keys].reverse())).toEqual([...aliases].reverse())
    const stranger = 'AAAAAAAAAAAAAAAA' as ShopperKey
    const [late] = await vault.keysFor([device('late')])
    await vault.erase([keys[1]])
    const expected = [undefined, device('late'), undefined, user('kim'), user('kim')]
    expect(await vault.namesOf([stranger, late, keys[1], keys[0], keys[0]])).toEqual(expected)
    const again = reopen ? await reopen() : vault
    expect(await again.namesOf([stranger, late, keys[1], keys[0], keys[0]])).toEqual(expected)
  })

  test('aliases are found by how they begin, whatever the signs; none that are erased', async () => {
    const { vault } = await fresh()
    const ids = ['kim', 'kim-2', 'Kim', '김하늘', '김', 'a%b', 'a_b', 'a\\b', 'a"b', '100']
    const keys = await vault.keysFor(ids.map((id, index) => (index % 2 ? device(id) : user(id))))
    const expected = (prefix: string) => ids.flatMap((id, index) => (id.startsWith(prefix) ? [keys[index]] : [])).sort()
    for (const prefix of ['kim', 'kim-', 'K', '김', 'a', 'a%', 'a_', 'a\\', 'a"', '%', '1', 'nobody'])
      expect([prefix, await like(vault, prefix)]).toEqual([prefix, expected(prefix)])
    await vault.erase([keys[0]])
    expect(await like(vault, 'kim')).toEqual([keys[1]])
  })

  test('the number of a delivery is no login and no device, is named as they are, and is found by nobody', async () => {
    const { vault, reopen } = await fresh()
    const parcel: Alias = { type: 'delivery', id: 'kim' }
    const [person, key] = await vault.keysFor([user('kim'), parcel])
    expect(key).not.toBe(person)
    await vault.putTraits(key, { lat: 37.5 })
    const again = reopen ? await reopen() : vault
    expect(again.keyOf(parcel)).toBe(key)
    expect(await again.namesOf([key, person])).toEqual([parcel, user('kim')])
    expect(await like(again, 'k')).toEqual([person])
    await again.erase([key])
    expect([again.keyOf(parcel), again.keyOf(user('kim'))]).toEqual([undefined, person])
    expect([await again.traitsOf(key), await again.namesOf([key])]).toEqual([{}, [undefined]])
  })

  test('thousands are named and found', async () => {
    const { vault } = await fresh()
    const aliases = Array.from({ length: 3_000 }, (_, index) => user(`${index % 3 ? 'many' : 'few'}-${index}`))
    const keys = await vault.keysFor(aliases)
    expect(await vault.namesOf(keys)).toEqual(aliases)
    expect((await like(vault, 'few-')).length).toBe(1_000)
  })
}

function describing(fresh: Fresh): void {
  test('traits are merged, null removes one, unknown keys have none', async () => {
    const { vault } = await fresh()
    const [key, other] = await vault.keysFor([user('kim'), user('lee')])
    expect(await vault.traitsOf(key)).toEqual({})
    await vault.putTraits(key, { name: '김하늘', age: 31, address: { city: '서울', lines: ['1', '2'] } })
    await vault.putTraits(key, { age: 32, email: 'kim@example.com', address: { city: '부산' } })
    await vault.putTraits(key, { name: null, never: null })
    await vault.putTraits(key, {})
    expect(await vault.traitsOf(key)).toEqual({ age: 32, email: 'kim@example.com', address: { city: '부산' } })
    expect(await vault.traitsOf(other)).toEqual({})
  })

  test('overlapping changes of traits all count, the last one wins', async () => {
    const { vault } = await fresh()
    const [key] = await vault.keysFor([user('kim')])
    await Promise.all(Array.from({ length: 30 }, (_, turn) => vault.putTraits(key, { turn, [`t${turn % 5}`]: turn })))
    expect(await vault.traitsOf(key)).toEqual({ turn: 29, t0: 25, t1: 26, t2: 27, t3: 28, t4: 29 })
  })

  test('traits may grow and shrink', async () => {
    const { vault } = await fresh()
    const keys = await vault.keysFor([user('kim'), user('lee')])
    for (const length of [10, 5_000, 100, 40_000, 0, 300]) {
      for (const key of keys) await vault.putTraits(key, { note: '가'.repeat(length), key })
      for (const key of keys) expect(await vault.traitsOf(key)).toEqual({ note: '가'.repeat(length), key })
    }
  })
}

const browser = (name: string, keys = 'k'): Target => ({
  kind: 'web-push',
  endpoint: `https://push.example/${name}`,
  p256dh: keys,
  auth: `auth-${keys}`,
})
const mail = (address: string): Target => ({ kind: 'email', address })

function contacting(fresh: Fresh): void {
  test('places are kept in the order in which they came; one that is given again is renewed, not doubled', async () => {
    const { vault, reopen } = await fresh()
    const [kim, lee] = await vault.keysFor([user('kim'), user('lee')])
    expect(await vault.contactsOf(kim)).toEqual([])
    const hook: Target = { kind: 'webhook', url: 'https://kim.example/hook', secret: 'whsec_1' }
    const given = [browser('phone'), mail('kim@mail.example'), hook]
    const kept = []
    for (const [index, target] of given.entries()) kept.push(await vault.putContact(kim, target, 1_000 + index))
    expect(kept.map(({ target }) => target)).toEqual(given)
    expect(new Set(kept.map(({ id }) => id)).size).toBe(3)
    const renewed = await vault.putContact(kim, browser('phone', 'x'.repeat(2_000)), 2_000)
    expect(renewed).toEqual({ id: kept[0]!.id, target: browser('phone', 'x'.repeat(2_000)), addedAt: 1_000 })
    expect((await vault.putContact(kim, mail('KIM@mail.example'), 3_000)).id).toBe(kept[1]!.id)
    const expected = [renewed, { ...kept[1], target: mail('KIM@mail.example') }, kept[2]]
    expect(await vault.contactsOf(kim)).toEqual(expected)
    expect(await vault.contactsOf(lee)).toEqual([])
    expect(await (reopen ? await reopen() : vault).contactsOf(kim)).toEqual(expected)
  })

  test('a browser is one person only, whoever had it before; an address may be of several', async () => {
    const { vault, reopen } = await fresh()
    const [kim, lee] = await vault.keysFor([user('kim'), user('lee')])
    for (const key of [kim, lee]) await vault.putContact(key, mail('family@mail.example'), 1)
    await vault.putContact(kim, browser('shared'), 2)
    await vault.putContact(kim, browser('phone'), 3)
    const again = reopen ? await reopen() : vault
    await again.putContact(lee, browser('shared'), 4)
    const targets = async (key: ShopperKey) => (await again.contactsOf(key)).map(({ target }) => target)
    expect(await targets(kim)).toEqual([mail('family@mail.example'), browser('phone')])
    expect(await targets(lee)).toEqual([mail('family@mail.example'), browser('shared')])
    await again.putContact(kim, browser('shared'), 5)
    expect(await targets(lee)).toEqual([mail('family@mail.example')])
  })

  test('a place is removed by its owner alone, and there are only so many of them', async () => {
    const { vault } = await fresh()
    const [kim, lee] = await vault.keysFor([user('kim'), user('lee')])
    const first = await vault.putContact(kim, mail('0@mail.example'), 0)
    expect(await vault.removeContact(lee, first.id)).toBe(false)
    for (let n = 1; n < contactsMax; n++) await vault.putContact(kim, mail(`${n}@mail.example`), n)
    await expect(vault.putContact(kim, mail('more@mail.example'), 99)).rejects.toMatchObject({ code: 'CONTACTS_FULL' })
    await vault.putContact(kim, mail('0@mail.example'), 99)
    expect(await vault.removeContact(kim, first.id)).toBe(true)
    expect(await vault.removeContact(kim, first.id)).toBe(false)
    await vault.putContact(kim, mail('more@mail.example'), 99)
    expect(await vault.contactsOf(kim)).toHaveLength(contactsMax)
  })

  test('removed, taken over and erased places are in none of the files', async () => {
    const { vault, files, reopen } = await fresh()
    const [kim, lee, park] = await vault.keysFor([user('kim'), user('lee'), user('park')])
    const removed = await vault.putContact(kim, browser('gone-removed'), 1)
    await vault.putContact(kim, mail('keep@mail.example'), 1)
    await vault.putContact(kim, { kind: 'webhook', url: 'https://grows.example/', secret: 'gone-secret' }, 1)
    await vault.putContact(kim, { kind: 'webhook', url: 'https://grows.example/', secret: 'y'.repeat(3_000) }, 1)
    await vault.putContact(park, browser('moves', 'gone-keys'), 1)
    await vault.putContact(kim, browser('moves'), 2)
    for (let n = 0; n < 5; n++) await vault.putContact(lee, browser(`gone-${n}`), n)
    if (files) expect(await found(files, 'gone-')).toBe(true)
    expect(await vault.removeContact(kim, removed.id)).toBe(true)
    await vault.erase([lee])
    if (files) expect(await found(files, 'gone-')).toBe(false)
    const again = reopen ? await reopen() : vault
    expect(await again.contactsOf(lee)).toEqual([])
    expect(await again.contactsOf(park)).toEqual([])
    expect((await again.contactsOf(kim)).map(({ target }) => target.kind)).toEqual(['email', 'webhook', 'web-push'])
    if (files) expect(await found(files, 'keep@mail.example')).toBe(true)
  })
}

function erasing(fresh: Fresh): void {
  test('an erased person is unknown, and a stranger when they come back; others stay', async () => {
    const { vault } = await fresh()
    const [kim, lee] = await vault.keysFor([user('kim'), user('lee')])
    for (const key of [kim, lee]) await vault.putTraits(key, { name: 'somebody' })
    await vault.erase([kim])
    await vault.erase([kim, 'AAAAAAAAAAAAAAAA' as ShopperKey])
    await vault.erase([])
    expect(vault.keyOf(user('kim'))).toBeUndefined()
    expect(await vault.aliasesOf(kim)).toEqual([])
    expect(await vault.traitsOf(kim)).toEqual({})
    expect(vault.keyOf(user('lee'))).toBe(lee)
    expect(await vault.traitsOf(lee)).toEqual({ name: 'somebody' })
    const [again] = await vault.keysFor([user('kim')])
    expect(again).not.toBe(kim)
    expect(await vault.traitsOf(again)).toEqual({})
  })

  test('somebody who comes back while being erased is a stranger for good', async () => {
    const { vault, reopen } = await fresh()
    const [kim] = await vault.keysFor([user('kim')])
    const erased = vault.erase([kim])
    const [again] = await vault.keysFor([user('kim')])
    await erased
    expect(again).not.toBe(kim)
    expect(vault.keyOf(user('kim'))).toBe(again)
    expect((reopen ? await reopen() : vault).keyOf(user('kim'))).toBe(again)
  })

  test('after erase the old bytes are in none of the files, those of the others still are', async () => {
    const { vault, files, reopen } = await fresh()
    if (!files) return // nothing is written down
    const aliases = Array.from({ length: 900 }, (_, index) => user(`${index % 3 ? 'keep' : 'gone'}-${index};`))
    const keys: ShopperKey[] = []
    for (let from = 0; from < 900; from += 50) keys.push(...(await vault.keysFor(aliases.slice(from, from + 50))))
    for (const repeats of [1, 50, 3, 2_000]) {
      const puts = keys.slice(0, 60).map((key, index) => vault.putTraits(key, { v: aliases[index].id.repeat(repeats) }))
      await Promise.all(puts)
    }
    expect(await found(files, 'gone-'), 'the search sees what is there').toBe(true)
    await vault.erase(keys.filter((_, index) => index % 3 === 0))
    expect(await found(files, 'gone-')).toBe(false)
    expect(await found(files, 'keep-4;')).toBe(true)
    const again = reopen ? await reopen() : vault
    expect(await found(files, 'gone-'), 'after reopening').toBe(false)
    const kept = aliases.map((_, index) => (index % 3 ? keys[index] : undefined))
    expect(aliases.map((alias) => again.keyOf(alias))).toEqual(kept)
    expect(await again.traitsOf(keys[4])).toEqual({ v: 'keep-4;'.repeat(2_000) })
  })
}

/** Whether any of the files holds this text as UTF-8. */
async function found(files: () => Promise<readonly string[]>, text: string): Promise<boolean> {
  for (const file of await files()) if ((await readFile(file)).includes(text)) return true
  return false
}

function reopening(fresh: Fresh): void {
  test('keys and traits are there after reopening', async () => {
    const { vault, reopen } = await fresh()
    if (!reopen) return // this vault keeps nothing
    const aliases = [
      user('kim'),
      device('기기'),
      user('line\nend \ud800'),
      ...Array.from({ length: 60 }, (_, n) => user(`${n}`)),
    ]
    const keys = await vault.keysFor(aliases)
    const puts = [vault.putTraits(keys[0], { name: '김', gone: 1 }), vault.putTraits(keys[0], { gone: null })]
    const again = await reopen()
    await Promise.all(puts)
    expect(aliases.map((alias) => again.keyOf(alias))).toEqual(keys)
    expect(await again.keysFor(aliases)).toEqual(keys)
    expect(await again.aliasesOf(keys[1])).toEqual([aliases[1]])
    expect(await again.traitsOf(keys[0])).toEqual({ name: '김' })
  })
}

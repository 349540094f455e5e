import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EpochMs, ShopperKey } from '../domain/units.ts'
import type { Hidden, ShopperEvent } from '../events/shopper.ts'
import { Shoppers } from './shoppers.ts'

const keys = ['a', 'b', 'c', 'd', 'e', 'f'] as readonly string[] as ShopperKey[]
const key = fc.constantFrom(...keys)
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('see' as const), key }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('identify' as const), key, known: key }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forget' as const), key }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('save' as const) }) },
)

function preference(kind: ShopperEvent['kind'], hidden?: Hidden): ShopperEvent {
  return { kind, at: 0 as EpochMs, id: '', shopper: keys[0]!, hidden } as ShopperEvent
}

/** Who a key speaks for, as a map from key to a person's number; and whose history each number is. */
class SlowShoppers {
  readonly personOf = new Map<ShopperKey, number>()
  /** Keys whose first history was given to somebody: they can only be lent on. */
  readonly settled = new Set<ShopperKey>()
  #next = 0

  see(one: ShopperKey): number {
    if (!this.personOf.has(one)) this.personOf.set(one, this.#next++)
    return this.personOf.get(one)!
  }

  identify(device: ShopperKey, known: ShopperKey): void {
    const from = this.see(device)
    const into = this.see(known)
    if (from === into) return
    if (this.settled.has(device)) this.personOf.set(device, into)
    else for (const [one, person] of this.personOf) if (person === from) this.personOf.set(one, into)
    this.settled.add(device)
  }

  forget(one: ShopperKey): ShopperKey[] {
    const person = this.personOf.get(one)
    const gone = [...this.personOf].filter(([, other]) => other === person).map(([other]) => other)
    for (const other of gone) {
      this.personOf.delete(other)
      this.settled.delete(other)
    }
    return gone
  }
}

test('keys are the same person exactly when identifications say so, also after a snapshot', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let shoppers = new Shoppers()
      const slow = new SlowShoppers()
      for (const one of steps) {
        if (one.do === 'see') {
          shoppers.rowFor(one.key)
          slow.see(one.key)
        } else if (one.do === 'identify') {
          shoppers.identify(one.key, one.known)
          slow.identify(one.key, one.known)
        } else if (one.do === 'forget' && shoppers.find(one.key) >= 0) {
          const { keys: gone } = shoppers.forget(shoppers.find(one.key))
          expect([...gone].sort()).toEqual(slow.forget(one.key).sort())
        } else if (one.do === 'save') {
          const again = new Shoppers()
          again.restore(structuredClone(shoppers.save()))
          shoppers = again
        }
        for (const a of keys) {
          expect(shoppers.find(a) >= 0).toBe(slow.personOf.has(a))
          const person = slow.personOf.get(a)
          if (person !== undefined)
            expect(shoppers.currentKeysOf(shoppers.find(a)).sort()).toEqual(
              [...slow.personOf]
                .filter(([, other]) => other === person)
                .map(([other]) => other)
                .sort(),
            )
          for (const b of keys) {
            if (!slow.personOf.has(a) || !slow.personOf.has(b)) continue
            expect(shoppers.find(a) === shoppers.find(b)).toBe(slow.personOf.get(a) === slow.personOf.get(b))
          }
        }
      }
    }),
    { seed: 301, numRuns: 300 },
  )
})

test('every row belongs to one person: members of all persons never overlap', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const shoppers = new Shoppers()
      for (const one of steps) {
        if (one.do === 'see') shoppers.rowFor(one.key)
        if (one.do === 'identify') shoppers.identify(one.key, one.known)
      }
      const roots = new Set(keys.map((one) => shoppers.find(one)).filter((row) => row >= 0))
      const members = [...roots].flatMap((row) => shoppers.membersOf(row))
      expect(new Set(members).size).toBe(members.length)
    }),
    { seed: 302, numRuns: 200 },
  )
})

test('what there is to merge is said once', () => {
  const shoppers = new Shoppers()
  const [phone, kim] = [shoppers.rowFor('phone' as ShopperKey), shoppers.rowFor('kim' as ShopperKey)]
  expect(shoppers.people).toBe(2)
  expect(shoppers.identify('phone' as ShopperKey, 'kim' as ShopperKey)).toEqual({ from: phone, into: kim })
  expect(shoppers.identify('phone' as ShopperKey, 'kim' as ShopperKey)).toBeUndefined()
  expect(shoppers.identify('kim' as ShopperKey, 'phone' as ShopperKey)).toBeUndefined()
  expect([shoppers.people, shoppers.membersOf(kim), shoppers.keysOf(kim)]).toEqual([1, [kim, phone], ['kim', 'phone']])
})

test('a device that a second person logs in on keeps its history with the first', () => {
  const shoppers = new Shoppers()
  const [phone, kim, lee] = ['phone', 'kim', 'lee'] as readonly string[] as ShopperKey[]
  shoppers.identify(phone!, kim!)
  expect(shoppers.identify(phone!, lee!)).toBeUndefined()
  expect(shoppers.rowFor(phone!)).toBe(shoppers.find(lee!))
  expect(shoppers.keysOf(shoppers.find(kim!))).toEqual(['kim', 'phone'])
  expect(shoppers.keysOf(shoppers.find(lee!))).toEqual(['lee'])
})

test('a device lent out stays with its present owner when the first one is forgotten, away from the old rows', () => {
  const shoppers = new Shoppers()
  const [phone, kim, lee] = ['phone', 'kim', 'lee'] as readonly string[] as ShopperKey[]
  shoppers.identify(phone!, kim!)
  const rows = shoppers.membersOf(shoppers.find(kim!))
  shoppers.identify(phone!, lee!)
  shoppers.applyPreference(shoppers.find(lee!), preference('consent.withdrawn'))
  expect(shoppers.forget(shoppers.find(kim!))).toEqual({ rows, keys: ['kim'], lent: ['phone'] })
  expect([shoppers.find(kim!), shoppers.find(phone!), shoppers.people]).toEqual([-1, shoppers.find(lee!), 1])
  expect(shoppers.hasConsented(shoppers.find(phone!))).toBe(false)
  expect(shoppers.keysOf(shoppers.find(lee!))).toEqual(['lee', 'phone'])
  expect(shoppers.membersOf(shoppers.find(lee!)).some((row) => rows.includes(row))).toBe(false)
  expect(shoppers.forget(shoppers.find(phone!))).toMatchObject({ keys: ['lee', 'phone'], lent: [] })
  expect([shoppers.find(phone!), shoppers.people]).toEqual([-1, 0])
})

test('a device lent out goes with its present owner, and is not missed by the first one', () => {
  const shoppers = new Shoppers()
  const [phone, kim, lee] = ['phone', 'kim', 'lee'] as readonly string[] as ShopperKey[]
  shoppers.identify(phone!, kim!)
  shoppers.identify(phone!, lee!)
  const { keys: gone, lent } = shoppers.forget(shoppers.find(phone!))
  expect([[...gone].sort(), lent]).toEqual([['lee', 'phone'], []])
  expect(shoppers.forget(shoppers.find(kim!))).toMatchObject({ keys: ['kim'], lent: [] })
})

test('a no said on either side holds after the merge, and so does what was hidden, once', () => {
  const shoppers = new Shoppers()
  const [phone, kim] = [shoppers.rowFor('phone' as ShopperKey), shoppers.rowFor('kim' as ShopperKey)]
  const brand: Hidden = { what: 'brand', brand: '봄날' }
  const category: Hidden = { what: 'category', category: '패션' }
  shoppers.applyPreference(phone, preference('personalisation.refused'))
  shoppers.applyPreference(kim, preference('consent.withdrawn'))
  for (const hidden of [brand, category]) shoppers.applyPreference(phone, preference('shopper.hid', hidden))
  shoppers.applyPreference(kim, preference('shopper.hid', brand))
  shoppers.identify('phone' as ShopperKey, 'kim' as ShopperKey)
  expect([shoppers.isPersonalised(kim), shoppers.hasConsented(kim)]).toEqual([false, false])
  expect(shoppers.hiddenBy(kim)).toEqual([brand, category])
  for (const kind of ['personalisation.allowed', 'consent.given'] as const)
    shoppers.applyPreference(kim, preference(kind))
  shoppers.applyPreference(kim, preference('shopper.unhid', category))
  expect([shoppers.isPersonalised(kim), shoppers.hasConsented(kim)]).toEqual([true, true])
  expect(shoppers.hiddenBy(kim)).toEqual([brand])
})

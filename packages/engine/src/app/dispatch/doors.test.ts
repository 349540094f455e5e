import { expect, test } from 'vitest'
import { MemoryVault } from '../../adapters/memory/vault.ts'
import type { Vault } from '../../ports/vault.ts'
import { Doors } from './doors.ts'

const door = (address: string) => ({ lat: 37.5, lon: 127, address })

/** Doors whose vault answers what it read only once it is let go on. */
async function slowDoors() {
  const vault = new MemoryVault()
  let goOn = () => {}
  let isSlow = false
  const slow: Vault = new Proxy(vault, {
    get(target, name) {
      const value = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      if (name !== 'traitsOf') return value.bind(target)
      return async (...args: readonly unknown[]) => {
        const read = await value.apply(target, args)
        if (isSlow) await new Promise<void>((resolve) => (goOn = resolve))
        return read
      }
    },
  })
  const doors = new Doors(slow)
  const [key] = await doors.keysFor(['a'])
  await doors.put(key!, door('before'))
  const readingSlowly = async () => {
    isSlow = true
    const reading = doors.cardsOf([key!])
    await new Promise((resolve) => setTimeout(resolve, 5))
    isSlow = false
    return { reading, goOn }
  }
  return { doors, key: key!, readingSlowly }
}

test('an address that is erased while it is read is not held, and not told afterwards', async () => {
  const { doors, key, readingSlowly } = await slowDoors()
  const { reading, goOn } = await readingSlowly()
  await doors.erase([key])
  goOn()
  expect(await reading).toEqual([undefined])
  expect(await doors.cardsOf([key])).toEqual([undefined])
})

test('an address that is changed while it is read is told as it is now', async () => {
  const { doors, key, readingSlowly } = await slowDoors()
  const { reading, goOn } = await readingSlowly()
  await doors.put(key, door('after'))
  goOn()
  expect(await reading).toMatchObject([{ door: { address: 'after' } }])
  expect(await doors.cardsOf([key])).toMatchObject([{ door: { address: 'after' } }])
})

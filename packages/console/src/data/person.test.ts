import { expect, test } from 'vitest'
import { nameOf, personAt, shopperPath } from './person.ts'

test('the address of a person leads back to them, whatever their name holds', () => {
  for (const person of [{ user: 'kim/철수 50%' }, { anonymous: '9c1f-44' }]) {
    expect(personAt(`/console${shopperPath(person)}`)).toEqual(person)
  }
  expect(personAt('/console/shoppers/user/%E0%A4%A')).toEqual({ user: '%E0%A4%A' })
  expect(personAt('/console/shoppers/other/kim')).toBeUndefined()
  expect(personAt('/console/shoppers')).toBeUndefined()
})

test('long ids of devices are cut, logins are not', () => {
  expect(nameOf({ user: 'a-login-longer-than-most' })).toBe('a-login-longer-than-most')
  expect(nameOf({ anonymous: '0123456789abcdef' })).toBe('0123456789ab…')
})

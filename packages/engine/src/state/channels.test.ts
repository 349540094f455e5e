import { expect, test } from 'vitest'
import { devices, referrers } from '../domain/channel.ts'
import { Channels } from './channels.ts'

const of = (channels: Channels, row: number) => [devices[channels.deviceOf(row)], referrers[channels.referrerOf(row)]]

test('the last that was said counts, and what was not said stays', () => {
  const channels = new Channels()
  expect([of(channels, -1), of(channels, 3)]).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ])
  channels.note(3, {})
  channels.note(3, { device: 'mobile', referrer: 'search' })
  channels.note(3, { referrer: 'mail' })
  expect(of(channels, 3)).toEqual(['mobile', 'mail'])
  channels.note(3, { device: 'app' })
  expect(of(channels, 3)).toEqual(['app', 'mail'])
  expect(of(channels, 2)).toEqual([undefined, undefined])
})

test('who turn out to be one keep what is known of either; the forgotten keep nothing', () => {
  const channels = new Channels()
  channels.note(0, { device: 'desktop', referrer: 'ad' })
  channels.note(1, { device: 'tablet' })
  channels.merge(0, 1)
  expect([of(channels, 0), of(channels, 1)]).toEqual([
    [undefined, undefined],
    ['tablet', 'ad'],
  ])
  channels.merge(7, 1)
  channels.clear(1)
  channels.clear(9)
  expect(of(channels, 1)).toEqual([undefined, undefined])
})

test('a snapshot gives all of it back', () => {
  const channels = new Channels()
  channels.note(20, { device: 'tablet', referrer: 'social' })
  const again = new Channels()
  again.restore(channels.save())
  expect(of(again, 20)).toEqual(['tablet', 'social'])
})

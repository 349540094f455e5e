import { expect, test } from 'vitest'
import { epochMs, type OrderId } from '../../domain/units.ts'
import { channelIn, channelOf, withChannel } from './channel.ts'

const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148'
const galaxy = 'Mozilla/5.0 (Linux; Android 15; SM-S931N) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36'
const tab = 'Mozilla/5.0 (Linux; Android 14; SM-X910) AppleWebKit/537.36 Chrome/130.0 Safari/537.36'
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36'

test.each([
  [{ userAgent: iphone }, 'mobile'],
  [{ userAgent: galaxy }, 'mobile'],
  [{ userAgent: tab }, 'tablet'],
  [{ userAgent: 'Mozilla/5.0 (iPad; CPU OS 18_0)' }, 'tablet'],
  [{ userAgent: windows }, 'desktop'],
  [{ device: { type: 'ios' } }, 'app'],
  [{ app: { name: '봄날' }, userAgent: 'okhttp' }, 'app'],
  [{ device: { type: 'Desktop' } }, 'desktop'],
])('device of %j', (context, device) => expect(channelIn(context)).toEqual({ device }))

const page = (referrer: string) => ({ page: { referrer, url: 'https://shop.example/p/1' } })
test.each([
  [page(''), 'direct'],
  [page('https://www.google.co.kr/'), 'search'],
  [page('https://search.naver.com/search.naver?query=x'), 'search'],
  [page('https://blog.naver.com/kim'), 'social'],
  [page('https://www.instagram.com/'), 'social'],
  [page('https://mail.naver.com/'), 'mail'],
  [page('https://pricing.example/'), 'other'],
  [{ ...page('https://www.google.com/'), campaign: { medium: 'cpc' } }, 'ad'],
  [{ campaign: { medium: 'email' } }, 'mail'],
  [{ campaign: { medium: 'sns' } }, 'social'],
])('referrer of %j', (context, referrer) => expect(channelIn(context)).toEqual({ referrer }))

test('moving on within the shop, and what is no context, say nothing', () => {
  for (const context of [
    page('https://shop.example/'),
    page('not an address'),
    undefined,
    null,
    'x',
    {},
    { page: 7, device: 8, campaign: [] },
  ])
    expect(channelIn(context)).toEqual({})
})

test('a plain event names the classes itself; others are refused', () => {
  expect(channelOf('product.viewed', { device: 'app', referrer: 'mail' })).toEqual({ device: 'app', referrer: 'mail' })
  expect(channelOf('product.viewed', { device: null })).toEqual({})
  expect(channelOf('order.placed', { device: 'app' })).toEqual({})
  expect(() => channelOf('page.viewed', { device: 'fridge' })).toThrow(
    expect.objectContaining({ field: 'device', reason: 'is not one of: desktop, mobile, tablet, app' }),
  )
  expect(() => channelOf('page.viewed', { referrer: 3 })).toThrow(expect.objectContaining({ field: 'referrer' }))
})

test('an order keeps no channel: a server may have sent it', () => {
  const at = epochMs(1)
  const order = { kind: 'order.placed', at, id: 'o', order: 'o' as OrderId, lines: [] } as const
  expect(withChannel(order, { device: 'app' })).toBe(order)
  expect(withChannel({ kind: 'page.viewed', at, id: 'p' }, { device: 'app' })).toMatchObject({ device: 'app' })
})

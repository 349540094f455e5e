import { expect, test } from 'vitest'
import { mapAppOf, mapApps, wayTo } from './way-to.ts'

test('each app is handed the place, and none is a page of the web', () => {
  const links = mapApps.map((app) => wayTo(app, { lat: 37.5, lon: 127.1, name: '세종대로 1 & 2' }, false))
  for (const link of links) expect(link).toMatch(/^(geo|nmap|kakaomap|tmap):/)
  for (const link of links) expect(link).toMatch(/37\.5/)
  for (const link of links) expect(link).not.toMatch(/ & /)
  expect(wayTo('phone', { lat: 37.5, lon: 127.1, name: 'x' }, true)).toBe('maps://?daddr=37.5,127.1')
})

test('an app that nobody knows is the one of the phone', () => {
  expect([mapAppOf(undefined), mapAppOf('x'), mapAppOf('kakao')]).toEqual(['phone', 'phone', 'kakao'])
})

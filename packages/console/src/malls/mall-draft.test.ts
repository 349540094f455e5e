import type { MallBody } from '@nunchi/protocol'
import { expect, test } from 'vitest'
import { bodyOf, draftOf, wrongFields } from './mall-draft.ts'

const mall: MallBody = {
  mall: 'made-up',
  name: 'Made up',
  isPaused: false,
  consent: { by: 'A. Person', at: 1, note: 'No 7' },
  feed: { url: 'https://mall.example/feed.xml', everyMinutes: 90 },
  offers: 3,
}

test('a mall that is opened and saved unchanged is sent as it is, with the consent left as it was noted', () => {
  const draft = draftOf(mall)
  expect([...wrongFields(draft)]).toEqual([])
  expect(bodyOf(draft, mall)).toEqual({
    name: 'Made up',
    consent: undefined,
    manySellers: false,
    feed: { url: 'https://mall.example/feed.xml', everyMinutes: 90, map: undefined, encoding: undefined },
  })
  expect(bodyOf({ ...draft, by: 'Another' }, mall).consent).toEqual({ by: 'Another', note: 'No 7' })
  expect(bodyOf({ ...draft, note: '' }, mall).consent).toEqual({ by: 'A. Person', note: undefined })
})

test('what cannot be sent is told by field, and a feed that is not wanted is not looked at', () => {
  const empty = draftOf(undefined)
  expect([...wrongFields(empty)]).toEqual(['id', 'name', 'by'])
  const wrong = { ...empty, id: 'Upper', name: ' ', by: ' ', hasFeed: true, url: 'ftp://mall', everyMinutes: '4' }
  expect([...wrongFields(wrong)]).toEqual(['id', 'name', 'by', 'url', 'every'])
  const right = { ...wrong, id: 'a-1.b', name: 'A', by: 'B', url: 'http://mall.example/?k=v', everyMinutes: '43200' }
  expect([...wrongFields(right)]).toEqual([])
  expect([...wrongFields({ ...right, everyMinutes: '43201' })]).toEqual(['every'])
  expect([...wrongFields({ ...wrong, hasFeed: false })]).toEqual(['id', 'name', 'by'])
  expect(bodyOf({ ...right, hasFeed: false }, undefined).feed).toBeNull()
})

import { hash } from 'node:crypto'
import type { FeedAddress } from '../../domain/mall.ts'
import { Refusal } from '../../domain/refusal.ts'
import { shownAddress } from '../../ports/feed-fetcher.ts'
import { mapSent } from '../import/shipped-maps.ts'

/** An address as it may be shown: user, password and query, where secrets stand, are kept and not told. */
export function shownFeed(feed: FeedAddress): FeedAddress {
  return { ...feed, url: shownAddress(feed.url) }
}

/**
 * An address that somebody gives for a mall. One that is written as the known one is shown keeps what is not shown of it.
 * @throws Refusal FEED_ADDRESS, IMPORT_MAP
 */
export function givenFeed(feed: FeedAddress, known: FeedAddress | undefined): FeedAddress {
  const { url, map } = feed
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Refusal('FEED_ADDRESS', { url: shownAddress(url) })
  if (map !== undefined) feedMap(map)
  return known !== undefined && url === shownAddress(known.url) ? { ...feed, url: known.url } : feed
}

/** A column map for offers, by the name of a shipped one or its JSON. @throws Refusal IMPORT_MAP */
export function feedMap(text: string) {
  const map = mapSent(text)
  if (map.kind === 'catalog') return map
  throw new Refusal('IMPORT_MAP', { map: map.name, reason: `it is for ${map.kind}, not catalog` })
}

/** Stands for an address and how it is read, in facts: when one of them changes, what is known of the other does not hold. */
export function addressHash({ url, map = '', encoding = '' }: FeedAddress): string {
  return hash('sha256', JSON.stringify([url, map, encoding]), 'base64url').slice(0, 16)
}

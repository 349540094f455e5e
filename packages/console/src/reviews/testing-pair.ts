import type { OfferBody, ReviewBody } from '@nunchi/protocol'

/** For tests only: a made-up offer. */
export function testingOffer(mall: string, key: string, title = `${mall} ${key}`): OfferBody {
  return {
    ...{ mall, key, title, mallName: mall, product: `p-${key}`, categoryPath: [], attributes: {}, values: [] },
    inStock: true,
  }
}

/** For tests only: a made-up pair of them. */
export function testingPair(key: string): ReviewBody {
  return {
    ...{ one: testingOffer('a', key), other: testingOffer('b', key), chance: 0.5, isTogether: false, offers: 2 },
    ...{ shared: [], different: [], vetoes: [], weights: [], words: { shared: [], one: [], other: [] } },
  }
}

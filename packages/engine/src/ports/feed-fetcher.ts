/** What its server said of a feed when it was fetched. Sent along the next time, it spares fetching what is unchanged. */
export type FeedMark = { readonly etag?: string; readonly lastModified?: string }

export type FeedFetch = {
  /** Of http or https; a user and a password in it are sent to its own server only, and shown to nobody. */
  readonly url: string
  /** Path of the file to write; what is there is replaced once all has come, and left alone otherwise. */
  readonly file: string
  /** From the last time that this same address was fetched and what came was used. */
  readonly known?: FeedMark
  readonly signal?: AbortSignal
  /** Told of the bytes that came over the wire, and how many there will be where the server says so. */
  readonly onProgress?: (bytes: number, bytesTotal: number | undefined) => void
}

export type Fetched =
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'fetched'
      /** Of the file, which is never packed, however it came. */
      readonly bytes: number
      readonly mark: FeedMark
    }

/** Fetches malls' feeds from servers that are not ours. */
export interface FeedFetcher {
  /**
   * Fetches one feed into a file: all of it, or nothing. What an http server sends without a length and cuts short cannot be told from
   * a whole feed, so a reader still has to look at how it ends.
   *
   * Throws the signal's reason when it is aborted, else Refusal FEED_ADDRESS, FEED_INCOMPLETE, FEED_PRIVATE, FEED_REDIRECTED, FEED_STATUS,
   * FEED_TOO_LARGE, FEED_TOO_SLOW, FEED_UNREACHABLE or FEED_UNSTORED.
   */
  fetch(ask: FeedFetch): Promise<Fetched>
}

/** Why a feed was not fetched, where it was not the system that said so: a closed list, so that pages can say it in another language. */
export const feedReasons = [
  'it sends on more than {count} times',
  'it sends on without saying where to',
  'it sends on from https to http',
  'its connection ended before it did',
  'it is longer or shorter than its server says',
  'it is packed and damaged',
  'it is packed in a way that was not asked for',
  'no byte came for {seconds} s',
  'it was not through after {seconds} s',
  'there is no server of this name',
  'no server listens there',
  'what answers there does not speak HTTP',
  'its connection was closed before an answer came',
  'the disk is full',
] as const

/** An address as it may be shown and kept: without its user, password, query and fragment, where secrets stand. */
export function shownAddress(url: string): string {
  if (!URL.canParse(url)) return '(not readable)'
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}

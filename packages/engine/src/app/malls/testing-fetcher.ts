import { writeFile } from 'node:fs/promises'
import type { Refusal } from '../../domain/refusal.ts'
import type { FeedFetch, FeedFetcher, FeedMark, Fetched } from '../../ports/feed-fetcher.ts'

type Feed = string | { readonly body: string; readonly etag: string } | Refusal

/** For tests: feeds by address, in memory. */
export class TestingFetcher implements FeedFetcher {
  /** What is at each address: a feed, one with a mark, or why there is none. */
  readonly feeds = new Map<string, Feed>()
  readonly asked: { readonly url: string; readonly known: FeedMark | undefined }[] = []
  /** Resolves when an answer may come. */
  before: () => Promise<void> = async () => {}

  async fetch({ url, file, known, signal, onProgress }: FeedFetch): Promise<Fetched> {
    this.asked.push({ url, known })
    await this.before()
    signal?.throwIfAborted()
    const feed = this.feeds.get(url)!
    if (feed instanceof Error) throw feed
    const { body, etag } = typeof feed === 'string' ? { body: feed, etag: undefined } : feed
    if (etag !== undefined && etag === known?.etag) return { kind: 'unchanged' }
    const bytes = Buffer.byteLength(body)
    onProgress?.(bytes, bytes)
    await writeFile(file, body)
    return { kind: 'fetched', bytes, mark: etag === undefined ? {} : { etag } }
  }
}

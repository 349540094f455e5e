// A home in React that changes as its shopper acts. Run: npx vite examples, and open /react.html?key=PUBLISHABLE
import { createCollector, createShopperClient, NunchiError } from '@nunchi/sdk'
import {
  impression,
  impressionList,
  NunchiProvider,
  useCollector,
  useHome,
  useImpressions,
  usePreferences,
} from '@nunchi/sdk/react'
import { createRoot } from 'react-dom/client'

/** One module after another, in this shopper's order; wishing and hiding change it. */
export function Home() {
  const home = useHome({ items: 4 })
  const collector = useCollector()
  const { change } = usePreferences()
  const watched = useImpressions()
  if (home.isLoading) return <p>불러오는 중… Loading…</p>
  if (home.data === undefined)
    return (
      <p role="alert">
        {home.error instanceof NunchiError ? home.error.message : String(home.error)}{' '}
        <button type="button" onClick={home.refetch}>
          다시 · Again
        </button>
      </p>
    )
  return (
    <div ref={watched}>
      <p role="status">
        이벤트 {home.data.position}건 기준 · based on {home.data.position} events
      </p>
      {home.data.modules.length === 0 && <p>아직 보여 줄 상품이 없습니다. Nothing to show yet.</p>}
      {home.data.modules.map(({ module, title, items }) => (
        <section key={module} {...impressionList(module)}>
          <h2>{title}</h2>
          <ul>
            {items.map(({ product, title, why }) => (
              <li key={product} {...impression(product)}>
                {title} — {why.sentence}
                <button type="button" onClick={() => collector.productWished(product)}>
                  찜 · Wish
                </button>
                <button type="button" onClick={() => change({ hide: [{ what: 'product', product }] })}>
                  숨기기 · Hide
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** Draws the home of the device that looks at this page. */
export function start(root: Element, { url, key }: { readonly url: string; readonly key: string }): void {
  const collector = createCollector({ url, key, flushMs: 200 })
  const client = createShopperClient({ url, key, lang: 'ko', person: () => collector.person() })
  createRoot(root).render(
    <NunchiProvider client={client} collector={collector}>
      <h1>나의 홈 · My home</h1>
      <Home />
    </NunchiProvider>,
  )
}

const asked = new URLSearchParams(location.search)
const root = document.querySelector('#root')
if (root) start(root, { url: asked.get('url') ?? 'http://localhost:4747', key: asked.get('key') ?? '' })

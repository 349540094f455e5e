import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type InMemory, openInMemory } from '@nunchi/engine'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openBrowser } from './testing-chromium.ts'

const root = fileURLToPath(new URL('../examples', import.meta.url))
const browser = openBrowser()
/** What is sent in its own time is there by then, also on a machine that is busy. */
const untilMs = 30_000
let nunchi: InMemory
let vite: ViteDevServer
let url: string
beforeAll(async () => {
  nunchi = await openInMemory()
  url = await nunchi.server.listen({ port: 0 })
  vite = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    cacheDir: fileURLToPath(new URL('../.cache/vite-examples', import.meta.url)),
    resolve: { conditions: ['source', 'browser', 'module', 'import', 'default'] },
    server: { port: 0, host: '127.0.0.1' },
  })
  await vite.listen()
})
afterAll(async () => {
  await vite.close()
  await nunchi.close()
})

/** An example as a visitor of its own sees it: pages of one origin, the server at another. */
async function visit(name: string) {
  const context = await (await browser()).newContext()
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  const { port } = vite.httpServer!.address() as AddressInfo
  const address = `http://127.0.0.1:${port}/${name}?${new URLSearchParams({ url, key: nunchi.publishable })}`
  await page.goto(address)
  return { context, page, errors }
}

async function ask<Answer>(path: string, body?: object): Promise<Answer> {
  const answer = await nunchi.server.inject({
    method: body ? 'POST' : 'GET',
    url: path,
    headers: { authorization: `Bearer ${nunchi.secret}` },
    payload: body,
  })
  return answer.json() as Answer
}

/** What the server keeps of a device. */
async function kept(anonymous: string): Promise<string[]> {
  const { events = [] } = await ask<{ events?: { event: Record<string, unknown> }[] }>(
    `/v1/my-data?anonymous=${anonymous}`,
  )
  return events.map(({ event }) => `${event.kind} ${event.product ?? event.list ?? event.query ?? ''}`.trim())
}

test('page.html collects in a real browser: after a yes, over a network that was away, and on leaving', async () => {
  const { context, page, errors } = await visit('page.html')
  const stored = () => page.evaluate(() => Object.keys(localStorage))
  expect(await stored()).toEqual([])
  await page.click('[data-consent=yes]')
  await page.waitForSelector('#consent', { state: 'detached' })
  const id = (await page.evaluate(() => localStorage.getItem('nunchi.id')))!
  await vi.waitFor(async () => expect(await kept(id)).toContain('list.viewed example-list'), untilMs)

  await context.setOffline(true)
  await page.fill('[name=words]', '이어폰')
  await page.press('[name=words]', 'Enter')
  await page.click('[data-wish=example-kettle]')
  await page.click('a[href="#example-earphones"]')
  await page.waitForTimeout(2_500) // tried in vain meanwhile, and the product looked at
  expect(await kept(id)).not.toContain('products.searched 이어폰')
  expect(errors.filter((error) => !error.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
  await context.setOffline(false)
  const all = ['products.searched 이어폰', 'product.wished example-kettle', 'product.clicked example-earphones']
  await vi.waitFor(async () => expect(await kept(id)).toEqual(expect.arrayContaining(all)), untilMs)

  await page.goto('about:blank')
  await vi.waitFor(async () => expect(await kept(id)).toContain('product.dwelt example-earphones'), untilMs)
  await page.goBack() // what was handed to the browser is sent once more, and counts once
  await page.waitForTimeout(1_000)
  const events = await kept(id)
  for (const one of [...all, 'product.dwelt example-earphones'])
    expect(events.filter((event) => event === one)).toHaveLength(1)
  await context.close()
})

test('react.html shows a home that is another one after a wish, and without what was hidden', async () => {
  const product = { categoryPath: ['예제'], attributes: {}, inStock: true, priceMinor: 1_000 }
  const events = ['가', '나', '다'].map((title) => {
    const id = `r-${title}`
    return { kind: 'product.listed', id, product: { id, title, ...product } }
  })
  const others = events.map(({ id }, i) => ({ kind: 'product.viewed', id: `v${i}`, user: `other-${i}`, product: id }))
  await ask('/v1/events', { events: [...events, ...others] })
  const { context, page, errors } = await visit('react.html')
  const item = page.locator('section').first().locator('li').first()
  await item.waitFor()
  const status = () => page.locator('[role=status]').textContent()
  const before = await status()
  await item.getByText('Wish').click()
  await vi.waitFor(async () => expect(await status()).not.toBe(before), untilMs)
  await vi.waitFor(async () => expect(await page.locator('li').first().textContent()).toContain('찜'), untilMs)
  const shown = (await page.locator('li').first().getAttribute('data-nunchi-product'))!
  await page.locator('li').first().getByText('Hide').click()
  await page.locator(`[data-nunchi-product="${shown}"]`).first().waitFor({ state: 'detached' })
  expect(errors).toEqual([])
  await context.close()
})

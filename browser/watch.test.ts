import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './testing-chromium.ts'
import { type Look, openPage, overflows, seriousViolations, settled, takePicture } from './testing-page.ts'
import { serveDemo } from './testing-served.ts'

const desk: Look = { width: 1280, lang: 'en' }
const phone: Look = { width: 390, lang: 'ko' }
const browser = openBrowser()
const served = serveDemo('tiny', ['--notify-hosts', '127.0.0.1'])
/** A message is tried again after some seconds, on a machine that is busy. */
const untilMs = 30_000

type Found = { readonly product: string; readonly title: string; readonly priceMinor: number }

async function visit(path: string, look: Look = desk) {
  const opened = await openPage(await browser(), `${served().url}/console/${path}#key=${served().secret}`, look)
  await settled(opened.page)
  return opened
}

/** Asks the API as a merchant's server does; a body is posted. */
async function ask<Answer>(path: string, body?: object): Promise<Answer> {
  const headers = { authorization: `Bearer ${served().secret}`, 'content-type': 'application/json' }
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(`${served().url}${path}`, { headers, ...sent })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Answer
}

/** Has somebody made up told of a product at a price or below. */
function wait(user: string, { product }: Found, minor: number): Promise<unknown> {
  const wanted = { what: 'products', products: [product] }
  return ask('/v1/subscriptions', {
    user,
    wanted,
    conditions: [{ when: 'at-most', minor }],
    channels: ['page', 'webhook'],
  })
}

const won = (minor: number): string => `₩${minor.toLocaleString('en-US')}`

describe('who waits for which price', () => {
  let products: readonly Found[] = []
  beforeAll(async () => {
    const { items } = await ask<{ items: (Found & { inStock: boolean })[] }>('/v1/search?count=50')
    products = items.filter(({ priceMinor, inStock }) => inStock && priceMinor > 5_000)
  })

  test('while nobody waits for anything, the page says how that comes', async () => {
    const { page, context, errors } = await visit('watch')
    await page.getByRole('heading', { name: 'Nobody waits for a price yet' }).waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('a price is tried from the list, and who would be told is counted by what they wait for', async () => {
    const [product] = products
    const { title, priceMinor } = product!
    await wait('made-up-kim', product!, priceMinor - 1_000)
    await wait('made-up-lee', product!, priceMinor - 2_000)
    const { page, context, errors } = await visit('watch')
    await page.getByRole('button', { name: `Try a price: ${title}` }).click()
    const price = page.getByLabel('Price (KRW)')
    expect(await price.evaluate((input) => input === document.activeElement)).toBe(true)
    await price.fill('free')
    await price.press('Enter')
    await page.getByText('Give an amount above 0 in whole units').waitFor()
    await price.fill((priceMinor - 1_000).toLocaleString('en-US'))
    await price.press('Enter')
    await told(page, `At ${won(priceMinor - 1_000)}, 1 subscription of 1 shopper would be told.`)
    await page.getByText('2 subscriptions to this product itself in all.').waitFor()
    await price.fill(String(priceMinor - 2_000))
    await price.press('Enter')
    await told(page, `At ${won(priceMinor - 2_000)}, 2 subscriptions of 2 shoppers would be told.`)
    const rows = page.getByRole('table', { name: 'What they wait for' }).locator('tbody').getByRole('row')
    expect((await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ')).sort()).toEqual(
      [priceMinor - 1_000, priceMinor - 2_000].map((minor) => `at ${won(minor)} or less this product 1`).sort(),
    )
    await takePicture(page, 'console-watch-tried', desk)
    expect(await seriousViolations(page)).toEqual([])
    await page.reload() // the trial stands in the address
    await told(page, `At ${won(priceMinor - 2_000)}, 2 subscriptions of 2 shoppers would be told.`)
    expect((await ask<{ total: number }>('/v1/alerts?user=made-up-kim')).total).toBe(0)
    expect(errors).toEqual([])
    await context.close()
  })

  test('a product is found by words, with the keyboard alone; where nobody would be told, that is said', async () => {
    const other = products.find(({ title }) => title !== products[0]!.title)!
    const { page, context, errors } = await visit('watch', phone)
    await page.getByRole('button', { name: '누구에게 알릴까요?' }).press('Enter')
    await page.getByText('상품을 먼저 고르세요.').waitFor()
    await page.getByRole('combobox', { name: '상품' }).fill('zzzzqqqq')
    await page.getByText('그런 상품이 없습니다').waitFor()
    await page.getByRole('combobox', { name: '상품' }).fill(other.title)
    await page.getByRole('option', { name: other.title }).first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/product=/)
    await page.getByLabel('가격 (KRW)').fill('100')
    await page.keyboard.press('Enter')
    await told(page, '₩100이면 아무에게도 알림이 가지 않습니다.')
    await takePicture(page, 'console-watch-nobody', phone)
    expect(await overflows(page)).toBe(false)
    expect(await seriousViolations(page)).toEqual([])
    expect(errors).toEqual([])
    await context.close()
  })
})

describe('prices that are held', () => {
  test('are listed with what is usual and what they look like; right tells who waits, wrong keeps them out', async () => {
    const at = Date.now() - 3 * 86_400_000
    for (const id of ['made-up-cup', 'made-up-pen']) {
      const product = { id, title: `지어낸 상품 ${id}`, priceMinor: 12_900, inStock: true }
      await ask('/v1/events', { events: [{ kind: 'product.listed', at, product }] })
    }
    await wait('made-up-ann', { product: 'made-up-cup', title: '', priceMinor: 12_900 }, 10_000)
    const low = ['made-up-cup', 'made-up-pen'].map((product) => ({
      kind: 'product.repriced',
      product,
      priceMinor: 1_290,
    }))
    await ask('/v1/events', { events: low })
    expect((await ask<{ total: number }>('/v1/alerts?user=made-up-ann')).total).toBe(0)
    const { page, context, errors } = await visit('held-prices')
    const rows = page.getByRole('table', { name: 'To check' }).locator('tbody').getByRole('row')
    await rows.filter({ hasText: 'made-up-cup' }).filter({ hasText: '1/10 of usual: a slip of digits' }).waitFor()
    await takePicture(page, 'console-held-prices', desk)
    expect(await seriousViolations(page)).toEqual([])
    await page.getByRole('button', { name: /^Wrong: .*made-up-pen/ }).click()
    await told(page, 'The price does not count until another is said.')
    await page.getByRole('button', { name: /^Right, tell 1: .*made-up-cup/ }).click()
    await told(page, 'The price counts now: 1 subscription of 1 shopper told.')
    expect((await ask<{ total: number }>('/v1/alerts?user=made-up-ann')).total).toBe(1)
    await rows.first().waitFor({ state: 'detached' })
    expect(errors).toEqual([])
    await context.close()
    const korean = await visit('held-prices', phone)
    await korean.page.getByRole('table', { name: '틀린 가격' }).waitFor()
    await takePicture(korean.page, 'console-held-prices-wrong', phone)
    expect(await overflows(korean.page)).toBe(false)
    expect(await seriousViolations(korean.page)).toEqual([])
    await korean.context.close()
  })
})

describe('how alerts get to people', () => {
  /** A receiver of webhooks on this machine that answers as it is told to. */
  let status = 413
  const receiver = createServer((request, response) => {
    request.resume()
    response.writeHead(status).end()
  })
  beforeAll(() => new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve)))
  afterAll(() => new Promise<unknown>((resolve) => receiver.close(resolve)))

  test('what was given up is listed with its reason and sent again; a server in trouble is told of', async () => {
    const { items } = await ask<{ items: Found[] }>('/v1/search?count=1')
    const product = items[0]!
    await wait('made-up-mia', product, product.priceMinor - 500)
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
    await ask('/v1/contacts', { user: 'made-up-mia', target: { kind: 'webhook', url } })
    const { page, context, errors } = await visit('delivery')
    await page.getByText('Nothing was given up.').waitFor()
    const priceMinor = product.priceMinor - 600
    await ask('/v1/events', { events: [{ kind: 'product.repriced', product: product.product, priceMinor }] })
    const letters = page.getByRole('table', { name: 'Given up' }).locator('tbody').getByRole('row')
    await letters.filter({ hasText: 'the message is too large for it' }).waitFor({ timeout: untilMs })
    expect(await letters.locator('td').nth(3).innerText()).toBe('1') // tries
    await takePicture(page, 'console-delivery-dead', desk)
    expect(await seriousViolations(page)).toEqual([])
    status = 500
    await page.getByRole('button', { name: /^Send again: Webhook/ }).click()
    const noted = page.getByRole('status').filter({ hasText: '1 alert will be sent again.' })
    await noted.waitFor()
    expect(await noted.evaluate((note) => note === document.activeElement)).toBe(true)
    await page.getByText('Nothing was given up.').waitFor({ timeout: untilMs })
    const lanes = page.getByRole('table', { name: 'Servers' }).locator('tbody').getByRole('row')
    await lanes.filter({ hasText: 'its server answered 500' }).waitFor({ timeout: untilMs })
    const korean = await visit('delivery', phone)
    await korean.page.getByText('그 서버가 500로 답했습니다').waitFor()
    await takePicture(korean.page, 'console-delivery-trouble', phone)
    expect(await overflows(korean.page)).toBe(false)
    expect(await seriousViolations(korean.page)).toEqual([])
    status = 204
    await lanes.filter({ hasText: 'Works' }).waitFor({ timeout: untilMs })
    const webhooks = page.getByRole('table', { name: 'What became of them' }).getByRole('row', { name: /^Webhook/ })
    expect(await webhooks.locator('td').nth(1).innerText()).toBe('1')
    expect([...errors, ...korean.errors]).toEqual([])
    await korean.context.close()
    await context.close()
  }, 120_000)
})

async function told(page: Page, text: string): Promise<void> {
  await page.getByRole('status').filter({ hasText: text }).waitFor()
}

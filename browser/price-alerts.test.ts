import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser } from './testing-chromium.ts'
import {
  closeRouted,
  jumpsOf,
  type Look,
  openPage,
  overflows,
  seriousViolations,
  settled,
  takePicture,
} from './testing-page.ts'
import { serveDemo } from './testing-served.ts'

const browser = openBrowser()
const served = serveDemo('tiny')

/** What happens to a product, told by the shop's own server. */
async function tell(event: object): Promise<void> {
  const { url, secret } = served()
  const answer = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ events: [event] }),
  })
  expect(answer.ok, await answer.text()).toBe(true)
}

const visit = async (product: string, look: Look) => {
  const opened = await openPage(await browser(), `${served().url}/products/${product}`, look)
  await settled(opened.page)
  return opened
}

/** The price that the page says, in won. */
async function priceOn(page: Page): Promise<number> {
  return Number((await page.locator('article strong').first().innerText()).replace(/\D/g, ''))
}

/** The lowest that a product cost in the last 90 days, in won. */
async function lowestOf(product: string): Promise<number> {
  const { url, publishable } = served()
  const headers = { authorization: `Bearer ${publishable}` }
  const answer = await fetch(`${url}/v1/products/${product}/price-history`, { headers })
  const { days } = (await answer.json()) as { days: { lowMinor?: number }[] }
  return Math.min(...days.flatMap(({ lowMinor }) => lowMinor ?? []))
}

/** Looks for what makes a page bad, after taking its picture. */
async function expectGood(page: Page, name: string, look: Look): Promise<void> {
  expect.soft(await jumpsOf(page)).toEqual([]) // before the picture, for which the window grows
  await takePicture(page, name, look)
  expect.soft(await seriousViolations(page)).toEqual([])
  expect.soft(await overflows(page), 'wider than the window').toBe(false)
}

test.each<[string, Look]>([
  ['demo-00042', { width: 390, lang: 'ko' }],
  ['demo-00043', { width: 1280, lang: 'ko', scheme: 'dark' }],
])(
  'two taps wait for the price of %s, its alert comes to the open page, and one tap ends it',
  async (product, look) => {
    const { page, context, errors, outside } = await visit(product, look)
    const price = await priceOn(page)
    await page.getByRole('button', { name: '가격 알림' }).click()
    const sheet = page.getByRole('dialog', { name: '가격 알림' })
    await sheet
      .getByRole('button', { name: '90일 최저' })
      .or(sheet.getByRole('button', { name: '5% 아래' }))
      .first()
      .waitFor()
    await expectGood(page, 'watch-sheet', look)
    await sheet.getByRole('button', { name: '알림 받기' }).click()
    await page.getByRole('button', { name: '가격 알림 켜짐' }).waitFor()
    await page.getByRole('link', { name: '내 가격 알림 보기' }).click()
    const row = page.locator('[data-subscription]')
    await row.getByText('목표까지').waitFor()
    await settled(page)
    expect(await row.innerText()).toContain('이하')
    await tell({ kind: 'product.repriced', product, priceMinor: Math.floor(price * 0.9) })
    await page.getByRole('alert').filter({ hasText: '가격 알림' }).first().waitFor()
    await page.locator('[data-alert]').first().waitFor()
    await row.getByText('조건에 맞아요').waitFor()
    const low = Math.min(await lowestOf(product), Math.floor(price * 0.9)) // a price of this second has no length yet
    await row
      .locator('figcaption')
      .filter({ hasText: `최저 ₩${low.toLocaleString('ko-KR')}` })
      .waitFor()
    await settled(page)
    await expectGood(page, 'watch', look)
    await row.getByRole('button', { name: /^끄기/ }).click()
    await page.getByText('기다리는 가격이 없어요').waitFor()
    expect(await page.locator('[data-alert]').count()).toBe(1)
    expect(errors).toEqual([])
    expect(outside).toEqual([])
    await context.close()
  },
)

test('what is sold out is waited for until it can be had again, from a search, and the wish can be changed', async () => {
  const look: Look = { width: 1280, lang: 'en' }
  const { page, context } = await visit('demo-00044', look)
  await tell({ kind: 'product.stocked', product: 'demo-00044', inStock: false })
  await page.reload()
  await page.getByRole('button', { name: 'Tell me when it is cheaper' }).click()
  const sheet = page.getByRole('dialog', { name: 'Price alert' })
  expect(await sheet.getByRole('radio', { name: 'When it can be had again' }).isChecked()).toBe(true)
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Tell me when it is cheaper')
  await page.goto(`${served().url}/search?q=${encodeURIComponent('원두')}`)
  await settled(page)
  await expectGood(page, 'watch-search', look)
  await page
    .getByRole('button', { name: /^Tell me when it is cheaper: / })
    .first()
    .click()
  await sheet.getByRole('textbox', { name: 'Your price' }).fill('free')
  await sheet.getByRole('button', { name: 'Tell me' }).click()
  await sheet.getByText('Give an amount above 0.').waitFor()
  await sheet.getByRole('radio', { name: '10% cheaper' }).check()
  await sheet.getByRole('button', { name: 'Tell me' }).click()
  await page.getByRole('link', { name: 'See my price alerts' }).click()
  const row = page.locator('[data-subscription]')
  await row.getByText('10% lower than when you asked').waitFor()
  await row.getByRole('button', { name: /^Change/ }).click()
  await sheet.getByRole('radio', { name: 'all-time low' }).check()
  await sheet.getByRole('button', { name: 'Change it' }).click()
  await row.getByText('all-time low').waitFor()
  expect(await row.count()).toBe(1)
  await context.close()
})

test('a price that is worth waiting for is said on the page of its product, and taken over by the sheet', async () => {
  const look: Look = { width: 390, lang: 'ko' }
  const { page, context } = await visit('demo-00045', look)
  // A shop has to have known its prices for two weeks before it suggests one.
  const suggestion = { product: 'demo-00045', views: 5, days: 60, share: 0.3, targetMinor: 4_300, nowMinor: 5_000 }
  await page.route('**/v1/subscriptions/suggestion*', (route) =>
    route.fulfill({ json: { currency: { code: 'KRW', digits: 0 }, suggestion } }),
  )
  await page.reload()
  await page.getByText('5번 보셨어요').waitFor()
  await settled(page)
  await expectGood(page, 'watch-tip', look)
  await page.getByRole('button', { name: '₩4,300 이하면 알려 주기' }).click()
  const sheet = page.getByRole('dialog', { name: '가격 알림' })
  expect(await sheet.getByRole('textbox', { name: '원하는 가격' }).inputValue()).toBe('4300')
  await closeRouted({ page, context })
})

test.each<Look>([
  { width: 390, lang: 'ko' },
  { width: 1280, lang: 'ko' },
])('two taps wait for the price of a product that is compared, $width wide', async (look) => {
  const { page, context, errors } = await visit('demo-00050', look)
  await page.goto(`${served().url}/compare`)
  await settled(page)
  await expectGood(page, 'watch-compare', look)
  const bell = page.getByRole('button', { name: /^가격 알림: / }).first()
  const name = (await bell.getAttribute('aria-label'))!.replace('가격 알림: ', '')
  await bell.click()
  await page.getByRole('dialog', { name: '가격 알림' }).getByRole('button', { name: '알림 받기' }).click()
  await page
    .getByRole('button', { name: `가격 알림 켜짐: ${name}` })
    .first()
    .waitFor()
  expect(errors).toEqual([])
  await context.close()
})

test.each<Look>([
  { width: 390, lang: 'ko' },
  { width: 1280, lang: 'ko', scheme: 'dark' },
])('two taps wait for what comes to fit a search, $width wide, which can be changed later', async (look) => {
  const { page, context, errors } = await visit('demo-00051', look)
  const { url } = served()
  await page.goto(`${url}/search?q=${encodeURIComponent('원두')}&min=5000&max=90000`)
  await settled(page)
  await page.getByRole('button', { name: '이 검색 알림 받기' }).click()
  const sheet = page.getByRole('dialog', { name: '가격 알림' })
  await sheet.getByLabel('검색어').waitFor()
  await expectGood(page, 'watch-query-sheet', look)
  await sheet.getByRole('button', { name: '알림 받기' }).click()
  await page.getByRole('button', { name: '검색 알림 켜짐' }).waitFor()
  await page.getByRole('link', { name: '내 가격 알림 보기' }).click()
  const row = page.locator('[data-subscription]')
  await row.getByText('검색 조건: 원두 · ₩5,000–₩90,000').waitFor()
  await row.getByRole('button', { name: /^바꾸기/ }).click()
  await sheet.getByLabel('최고 가격').fill('4,000')
  await sheet.getByRole('button', { name: '이렇게 바꾸기' }).click()
  await sheet.getByText('금액만, 낮은 쪽을 앞에 적어 주세요.').waitFor()
  expect(await sheet.getByLabel('최저 가격').evaluate((field) => field === document.activeElement)).toBe(true)
  await sheet.getByLabel('최저 가격').fill('')
  await sheet.getByRole('checkbox', { name: '역대 최저가가 되면' }).check()
  await sheet.getByRole('checkbox', { name: '이 가격 이하가 되면' }).check()
  await sheet.getByRole('textbox', { name: '원하는 가격' }).fill('3,500')
  await expectGood(page, 'watch-query-change', look)
  await sheet.getByRole('button', { name: '이렇게 바꾸기' }).click()
  await row.getByText('검색 조건: 원두 · ₩4,000까지').waitFor()
  await row.getByText('₩3,500 이하 + 역대 최저가').waitFor()
  await settled(page)
  await expectGood(page, 'watch-query', look)
  await page.goto(`${url}/search?max=90000`)
  await settled(page)
  expect(await page.getByRole('button', { name: '이 검색 알림 받기' }).count()).toBe(0)
  expect(errors).toEqual([])
  await context.close()
})

test('several conditions of several products can be changed, and what the sheet does not offer stays until it is taken away', async () => {
  const look: Look = { width: 1280, lang: 'en' }
  const { page, context } = await visit('demo-00052', look)
  const asked = page.waitForRequest(/\/v1\/subscriptions\?/)
  await page.reload()
  const anonymous = new URL((await asked).url()).searchParams.get('anonymous')
  const wish = {
    anonymous,
    wanted: { what: 'products', products: ['demo-00052', 'demo-00053'] },
    conditions: [{ when: 'lowest', days: 30, orEqual: true }, { when: 'back-in-stock' }],
    until: Date.now() + 86_400_000,
  }
  const headers = { authorization: `Bearer ${served().secret}`, 'content-type': 'application/json' }
  const made = await fetch(`${served().url}/v1/subscriptions`, { method: 'POST', headers, body: JSON.stringify(wish) })
  expect(made.status).toBe(201)
  await page.goto(`${served().url}/watch`)
  const row = page.locator('[data-subscription]')
  await row.getByRole('button', { name: /^Change/ }).click()
  const sheet = page.getByRole('dialog', { name: 'Price alert' })
  const [month, stock] = [
    sheet.getByRole('checkbox', { name: 'low of 30 days, or as low' }),
    sheet.getByRole('checkbox', { name: 'When it can be had again' }),
  ]
  expect([await month.isChecked(), await stock.isChecked()]).toEqual([true, true])
  await month.uncheck()
  await stock.uncheck()
  await sheet.getByRole('button', { name: 'Change it' }).click()
  await sheet.getByText('Choose at least one.').waitFor()
  await sheet.getByRole('checkbox', { name: 'When it is 10% cheaper' }).check()
  await month.check()
  await sheet.getByRole('button', { name: 'Change it' }).click()
  await row.getByText('10% lower than when you asked + low of 30 days, or as low').waitFor()
  const { subscriptions } = await fetch(`${served().url}/v1/subscriptions?anonymous=${anonymous}`, { headers }).then(
    (answer) => answer.json() as Promise<{ subscriptions: { until: number }[] }>,
  )
  expect(subscriptions.map(({ until }) => until)).toEqual([wish.until])
  await context.close()
})

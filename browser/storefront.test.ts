import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openBrowser } from './testing-chromium.ts'
import { closeRouted, jumpsOf, type Look, openPage, seriousViolations, settled } from './testing-page.ts'
import { serveDemo } from './testing-served.ts'

const phone: Look = { width: 390, lang: 'ko' }
const desk: Look = { width: 1280, lang: 'en' }
const browser = openBrowser()
const served = serveDemo('town')

async function visit(path: string, look: Look = phone) {
  const opened = await openPage(await browser(), `${served().url}${path}`, look)
  await settled(opened.page)
  return opened
}

/** The products of the home from the top, by their ids. */
function productsOn(page: Page): Promise<string[]> {
  return page
    .locator('[data-nunchi-product]')
    .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-nunchi-product') as string))
}

const firstCard = (page: Page) => page.locator('[data-nunchi-product]').first()

describe('the home', () => {
  test('is another one after a look at a product, says so and why, and marks what is new', async () => {
    const { page, context, errors } = await visit('/')
    const before = await productsOn(page)
    await firstCard(page).getByRole('link').click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    const title = await page.getByRole('heading', { level: 1 }).innerText()
    await page.getByRole('status').filter({ hasText: '홈에서' }).waitFor()
    await page.getByRole('link', { name: '홈', exact: true }).first().click()
    const said = page.locator('[data-changed]')
    await said.waitFor()
    expect(await said.innerText()).toContain(title)
    expect(await said.innerText()).toMatch(/\d+자리가 바뀌었어요/)
    expect(await productsOn(page)).not.toEqual(before)
    expect(await page.locator('[data-fresh]').count()).toBeGreaterThan(0)
    expect(errors).toEqual([])
    await context.close()
  })

  test('stands where one left it when one comes back to it', async () => {
    const { page, context } = await visit('/', desk)
    const card = page.locator('[data-nunchi-list]').nth(1).locator('[data-nunchi-product] a').first()
    await card.scrollIntoViewIfNeeded()
    const scrolled = () => page.evaluate(() => window.scrollY)
    const left = await scrolled()
    expect(left).toBeGreaterThan(100)
    await card.click()
    await page.waitForURL(/products/)
    await page.waitForFunction(() => window.scrollY === 0)
    await page.goBack()
    await page.waitForFunction((y) => Math.abs(window.scrollY - y) < 40, left)
    await context.close()
  })

  test('says why a product is shown, and no longer shows what was hidden, also after a reload', async () => {
    const { page, context } = await visit('/')
    const product = (await firstCard(page).getAttribute('data-nunchi-product')) as string
    await firstCard(page).getByRole('button', { name: '왜 보이나요' }).click()
    const sheet = page.getByRole('dialog', { name: '왜 보이나요?' })
    await sheet.getByRole('listitem').first().waitFor()
    await sheet.getByRole('button', { name: '이 상품 숨기기' }).click()
    await page.locator('[data-changed]').waitFor()
    await page.reload()
    await settled(page)
    expect(await productsOn(page)).not.toContain(product)
    await context.close()
  })

  test('can be seen by three policies side by side, and through the eyes of others', async () => {
    const { page, context } = await visit('/compare', desk)
    await page.getByRole('button', { name: /^Who looks now/ }).click()
    await page.getByRole('menuitem').nth(1).click()
    await settled(page)
    const columns = page.getByRole('region')
    expect(await columns.count()).toBeGreaterThanOrEqual(3)
    const lists = await Promise.all([0, 1, 2].map((n) => columns.nth(n).getByRole('listitem').allInnerTexts()))
    expect(lists[0]).not.toEqual(lists[2])
    await context.close()
  })
})

test.each([phone, desk])(
  'three policies are compared once all are there, $width wide, and nothing moves',
  async (look) => {
    const { page, context } = await visit('/', look)
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route(/\/v1\/home\?.*policy=(cluster|popular)/, (route) => held.then(() => route.continue()))
    const first = page.waitForResponse(/\/v1\/home\?.*policy=individual/)
    await page.goto(`${served().url}/compare`)
    await (await first).finished()
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
    release()
    await settled(page)
    expect(await page.locator('ol [data-nunchi-product]').count()).toBeGreaterThan(10)
    expect(await jumpsOf(page)).toEqual([])
    await closeRouted({ page, context })
  },
)

test.each(['light', 'dark'] as const)('a button can be read while it is pointed at, %s', async (scheme) => {
  const { page, context } = await visit('/products/demo-00042', { ...desk, scheme })
  await page.getByRole('button', { name: 'Add to cart' }).hover()
  expect(await seriousViolations(page, ['color-contrast'])).toEqual([])
  await context.close()
})

test('what is said in passing is closed by a button that says so', async () => {
  const { page, context } = await visit('/')
  await context.grantPermissions(['clipboard-write'])
  await page.evaluate(() => Object.defineProperty(navigator, 'share', { value: undefined }))
  await firstCard(page).getByRole('link').click()
  await page.getByRole('button', { name: '공유' }).click()
  const said = page.getByRole('alert').filter({ hasText: '주소를 복사했어요' })
  await said.getByRole('button', { name: '닫기' }).click()
  await said.waitFor({ state: 'detached' })
  await context.close()
})

test('the search completes initial consonants, finds, narrows by a facet, and says when there is nothing', async () => {
  const { page, context } = await visit('/')
  const box = page.getByRole('searchbox', { name: '상품 검색' }).or(page.getByRole('combobox', { name: '상품 검색' }))
  await box.fill('ㅇㄷ')
  await page.getByRole('option', { name: /원두/ }).first().waitFor()
  await box.fill('원두')
  await box.press('Enter')
  await settled(page)
  const found = await productsOn(page)
  expect(found.length).toBeGreaterThan(5)
  for (const title of await page.locator('[data-nunchi-product]').allInnerTexts()) expect(title).toContain('원두')
  await box.fill('zzzzqqqq')
  await box.press('Enter')
  await page
    .getByRole('heading', { name: /없어요|찾지 못/ })
    .first()
    .waitFor()
  await context.close()
})

test('from the cart to an order: what is wrong is said at its field, what was typed survives a reload, the home follows', async () => {
  const { page, context } = await visit('/')
  await firstCard(page).getByRole('link').click()
  await page.getByRole('button', { name: '장바구니에 담기' }).click()
  await page.getByRole('link', { name: '장바구니 보기' }).click()
  await page.getByRole('link', { name: '주문하기' }).click()
  await page.getByRole('button', { name: /주문하기/ }).click()
  expect(await page.getByText('입력해 주세요.').count()).toBe(3)
  await page.getByLabel('받는 분').fill('김하늘')
  await page.getByLabel('전화번호').fill('010-1234-5678')
  await page.getByLabel('주소').fill('가상시 데모로 12, 3층')
  await page.reload()
  expect(await page.getByLabel('받는 분').inputValue()).toBe('김하늘')
  await page.getByRole('button', { name: /주문하기/ }).click()
  await page.waitForURL('**/orders/*')
  await page.getByRole('link', { name: '홈', exact: true }).first().click()
  await page.locator('[data-changed]').filter({ hasText: '주문' }).waitFor()
  await page.getByRole('link', { name: '장바구니', exact: true }).first().click()
  await page.getByText('장바구니가 비어 있어요').waitFor()
  await context.close()
})

test('their own page: interests with evidence, one taken back, personalisation refused, everything forgotten', async () => {
  const { page, context } = await visit('/')
  for (const nth of [0, 1, 2]) {
    await page.locator('[data-nunchi-product]').nth(nth).getByRole('link').click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByRole('status').filter({ hasText: '홈에서' }).waitFor()
    await page.goBack()
    await settled(page)
  }
  await page.getByRole('link', { name: '내 페이지' }).first().click()
  const interests = page.locator('[data-tag]')
  await interests.first().waitFor()
  const tag = await interests.first().getAttribute('data-tag')
  await interests
    .first()
    .getByRole('button', { name: /내 관심사가 아니에요/ })
    .click()
  await page.locator(`[data-tag="${tag}"]`).waitFor({ state: 'detached' })
  await page.getByRole('switch', { name: '나에게 맞춰 보여 주기' }).click()
  await page.reload()
  await settled(page)
  expect(await page.getByRole('switch', { name: '나에게 맞춰 보여 주기' }).isChecked()).toBe(false)
  await page.getByRole('button', { name: '나를 잊게 하기' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '모두 지우기' }).click()
  await page.getByText('기록과 백업에서도 모두 지웠어요').waitFor({ timeout: 60_000 }) // the whole log is read for it
  expect(await interests.count()).toBe(0)
  await context.close()
})

test('every shelf and dialog can be reached and left by keyboard alone', async () => {
  const { page, context } = await visit('/', desk)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/skip/i)
  await page.keyboard.press('Enter')
  await firstCard(page)
    .getByRole('button', { name: /Why am I shown/ })
    .focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/Why am I shown/)
  await context.close()
})

test('a server that went away is said, what was done meanwhile is told when it is back', async () => {
  const { page, context } = await visit('/')
  await firstCard(page).getByRole('link').click()
  await page.getByRole('button', { name: '장바구니에 담기' }).waitFor()
  await context.setOffline(true)
  await page.getByRole('button', { name: '장바구니에 담기' }).click()
  await page
    .getByText(/연결|오프라인/)
    .first()
    .waitFor()
  await context.setOffline(false)
  await page.getByRole('link', { name: '홈', exact: true }).first().click()
  await page.locator('[data-changed]').filter({ hasText: '장바구니' }).waitFor()
  await context.close()
})

/** Answers what the shop says of its products with something changed, as it might be a moment later. */
async function changeProducts(page: Page, change: object, product?: string): Promise<void> {
  const isAsked = ({ pathname }: URL) =>
    /^\/v1\/products\/[^/]+$/.test(pathname) && (!product || pathname.endsWith(`/${product}`))
  await page.route(isAsked, async (route) => {
    const response = await route.fetch()
    const body = await response.json()
    await route.fulfill({ response, json: { ...body, product: { ...body.product, ...change } } })
  })
}

test('a product without a price says that one is to come, and does not go into the cart', async () => {
  const { page, context } = await visit('/')
  await changeProducts(page, { priceMinor: undefined, listPriceMinor: undefined })
  await firstCard(page).getByRole('link').click()
  await page.getByText('가격 준비 중').first().waitFor()
  expect(await page.getByRole('button', { name: '장바구니에 담기' }).isDisabled()).toBe(true)
  await closeRouted({ page, context })
})

/** With some things in the cart and the form filled in, on the checkout. */
async function fillCheckout(page: Page, things: readonly number[]): Promise<void> {
  for (const nth of things) {
    await page.getByRole('link', { name: '홈', exact: true }).first().click()
    await settled(page)
    await page.locator('[data-nunchi-product]').nth(nth).getByRole('link').click()
    await page.getByRole('button', { name: '장바구니에 담기' }).click()
    await page.getByRole('link', { name: '장바구니 보기' }).waitFor()
  }
  await page.getByRole('link', { name: '장바구니 보기' }).click()
  await page.getByRole('link', { name: '주문하기' }).click()
  await page.getByLabel('받는 분').fill('김하늘')
  await page.getByLabel('전화번호').fill('010-1234-5678')
  await page.getByLabel('주소').fill('가상시 데모로 12, 3층')
}

test('what sold out since it was put into the cart is refused by name at checkout, and the rest can be ordered', async () => {
  const { page, context } = await visit('/')
  await fillCheckout(page, [0, 3])
  const lines = JSON.parse((await page.evaluate(() => localStorage.getItem('nunchi.shop.me.cart')))!)
  expect(lines).toHaveLength(2)
  await changeProducts(page, { inStock: false }, encodeURIComponent(lines[0].product))
  await page.getByRole('button', { name: /주문하기/ }).click()
  const refusal = page.getByRole('alert').filter({ hasText: '주문할 수 없는 상품' })
  await refusal.waitFor()
  expect(await refusal.innerText()).toContain(lines[0].title)
  expect(await refusal.innerText()).not.toContain(lines[1].title)
  await refusal.getByRole('button', { name: '이 상품 빼기' }).click()
  await refusal.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /주문하기/ }).click()
  await page.waitForURL('**/orders/*')
  await page.getByText(lines[1].title).waitFor()
  expect(await page.getByText(lines[0].title).count()).toBe(0)
  await closeRouted({ page, context })
})

test('an order that waited for the network is one that was sent on its own page, also when another page was open then', async () => {
  const { page, context } = await visit('/')
  await fillCheckout(page, [0])
  await context.setOffline(true)
  await page.getByRole('button', { name: /주문하기/ }).click()
  await page.getByRole('heading', { name: '주문을 받아 두었어요' }).waitFor()
  await page.getByRole('link', { name: '장바구니', exact: true }).first().click()
  const sent = page.waitForResponse((answer) => answer.url().includes('/v1/batch') && answer.ok())
  await context.setOffline(false)
  await sent
  await page.goBack()
  await page.getByRole('heading', { name: '주문이 완료됐어요' }).waitFor()
  await context.close()
})

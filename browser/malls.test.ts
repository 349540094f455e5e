import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './testing-chromium.ts'
import { madeUpCount, madeUpFeed, madeUpMalls, moveIn, productOfMalls } from './testing-malls.ts'
import { closeRouted, type Look, openPage, seriousViolations, settled, takePicture } from './testing-page.ts'
import { serveDemo } from './testing-served.ts'

const desk: Look = { width: 1280, lang: 'en' }
const phone: Look = { width: 390, lang: 'ko' }
const browser = openBrowser()
const served = serveDemo('tiny')

async function visit(path: string, look: Look = desk) {
  const opened = await openPage(await browser(), `${served().url}/console/${path}#key=${served().secret}`, look)
  await settled(opened.page)
  return opened
}

/** Asks the API as a merchant's server does. @returns undefined for a 404 */
async function ask<Answer>(path: string): Promise<Answer | undefined> {
  const response = await fetch(`${served().url}${path}`, { headers: { authorization: `Bearer ${served().secret}` } })
  return response.status === 404 ? undefined : ((await response.json()) as Answer)
}

const runsOf = (page: Page): Locator => page.getByRole('list', { name: 'Runs' }).locator('> li')

/** Chooses a file on a mall's page and sends it as its feed. */
async function sendFile(page: Page, name: string, text: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
  await page.getByRole('button', { name: 'Send as the feed' }).click()
}

describe('malls', () => {
  const [mall] = madeUpMalls

  test('one is registered once all that is needed is said, and what is wrong is told beside its field', async () => {
    const { page, context, errors } = await visit('malls')
    await page.getByRole('heading', { name: 'No mall is registered yet' }).waitFor()
    await page.getByRole('button', { name: 'Register a mall' }).click()
    const form = page.getByRole('dialog', { name: 'Register a mall' })
    await form.getByRole('textbox', { name: 'Id' }).fill('Not Small')
    await form.getByRole('switch', { name: 'Its feed is fetched from an address' }).click()
    await form.getByLabel('Address of the feed').fill('ftp://mall.example')
    await form.getByRole('button', { name: 'Save' }).click()
    for (const told of ['Give it a name.', 'Use small letters', 'Say who agreed', 'Give an address that begins'])
      await form.getByText(told).waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await form.getByRole('switch', { name: 'Its feed is fetched from an address' }).click()
    await form.getByRole('textbox', { name: 'Name' }).fill(mall!.name)
    await form.getByRole('textbox', { name: 'Id' }).fill(mall!.id)
    await form.getByLabel('Who of the mall agreed').fill('Somebody made up')
    await form.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { level: 1, name: mall!.name }).waitFor()
    await page.getByText('Its feed was not read yet').waitFor()
    expect(errors.filter((error) => !/\b404\b/.test(error))).toEqual([])
    await context.close()
  })

  test('a feed is sent from the page and applied; one that lost most is held, explained, and let go', async () => {
    const { page, context, errors } = await visit(`malls/${mall!.id}`)
    const feed = madeUpFeed(mall!)
    await sendFile(page, 'whole.tsv', feed.replace('15000 KRW', 'fifteen coins'))
    await runsOf(page).filter({ hasText: 'whole.tsv' }).getByText('Applied').waitFor()
    expect(await runsOf(page).first().innerText()).toMatch(
      new RegExp(`whole feed[^]*New ${madeUpCount - 1}[^]*Rejected 1`),
    )
    const handed = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Rejected rows as CSV' }).click()
    expect((await handed).suggestedFilename()).toBe('whole.tsv.rejects.csv')
    await sendFile(page, 'cut.tsv', madeUpFeed(mall!, 3))
    const cut = runsOf(page).filter({ hasText: 'cut.tsv' })
    await cut.getByText('Held: nothing was changed').waitFor()
    await cut.getByText(`Of the offers that are there, ${madeUpCount - 4} are not in this feed`).waitFor()
    await takePicture(page, 'console-mall-held', desk)
    expect(await seriousViolations(page)).toEqual([])
    expect((await ask<{ offers: number }>(`/v1/malls/${mall!.id}`))!.offers).toBe(madeUpCount - 1)
    await cut.getByRole('button', { name: 'Dismiss it' }).click()
    await cut.getByText('Dismissed', { exact: true }).waitFor()
    expect((await ask<{ offers: number }>(`/v1/malls/${mall!.id}`))!.offers).toBe(madeUpCount - 1)
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByText('The mall is paused: resume it to read its feeds.').waitFor()
    await page.getByRole('button', { name: 'Resume' }).click()
    await page.getByRole('button', { name: 'Send as the feed' }).waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('what the server refuses of a file is said where it was sent from', async () => {
    const { page, context } = await visit(`malls/${mall!.id}`)
    await sendFile(page, 'letter.csv', 'Dear reader,\nthis is no feed.\n')
    await page.getByRole('alert').filter({ hasText: 'The columns of the file do not fit' }).first().waitFor()
    await context.close()
  })
})

describe('what malls offer', () => {
  beforeAll(async () => {
    await moveIn(served())
  })
  type Reviews = { readonly waiting: number; readonly judged: number }
  const reviews = async () => (await ask<Reviews>('/v1/reviews'))!
  /** Until the server has so many verdicts: they are sent while the next pair is shown. */
  const untilJudged = (count: number) => expect.poll(async () => (await reviews()).judged).toBe(count)
  const pairOn = (page: Page) => page.getByRole('article').allInnerTexts()

  test('pairs are judged by keyboard alone, also while it writes Hangul, and the last verdict is taken back', async () => {
    const { page, context, errors } = await visit('reviews')
    const { waiting } = await reviews()
    expect(waiting).toBeGreaterThan(2)
    const first = await pairOn(page)
    expect(first).toHaveLength(2)
    await page.keyboard.press('d')
    await page.getByRole('status').filter({ hasText: 'Noted: different.' }).waitFor()
    await untilJudged(1)
    const second = await pairOn(page)
    expect(second).not.toEqual(first)
    await page.evaluate(() =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ㅇ', code: 'KeyD', bubbles: true })),
    )
    await untilJudged(2)
    expect(await pairOn(page)).not.toEqual(second)
    await page.keyboard.press('z')
    await page.getByRole('status').filter({ hasText: 'Taken back: the pair waits again.' }).waitFor()
    await untilJudged(1)
    expect(await pairOn(page)).toEqual(second)
    expect((await reviews()).waiting).toBe(waiting - 1)
    await page.keyboard.press('ArrowDown')
    await page.getByRole('status').filter({ hasText: 'Set aside as unsure.' }).waitFor()
    await expect.poll(async () => (await reviews()).waiting).toBe(waiting - 2)
    await page.keyboard.press('z')
    await expect.poll(async () => (await reviews()).waiting).toBe(waiting - 1)
    expect(await pairOn(page)).toEqual(second)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    const third = await pairOn(page)
    await page.keyboard.press('s')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' })
    expect(await pairOn(page)).toEqual(third)
    expect(await seriousViolations(page)).toEqual([])
    expect(errors).toEqual([])
    await context.close()
  })

  test('a verdict that did not get there is shown and kept, and is sent again', async () => {
    const { page, context } = await visit('reviews', phone)
    const before = (await reviews()).judged
    await context.setOffline(true)
    await page.getByRole('button', { name: '다름' }).tap()
    await page.getByText('“다름” 판정을 받지 못했습니다:').waitFor()
    await takePicture(page, 'console-reviews-failed', phone)
    expect((await reviews()).judged).toBe(before)
    await context.setOffline(false)
    await page.getByRole('button', { name: '다시 보내기' }).tap()
    await untilJudged(before + 1)
    await page.getByText('“다름” 판정을 받지 못했습니다:').waitFor({ state: 'detached' })
    await context.close()
  })

  test('a verdict that contradicts earlier ones is explained, and changes nothing', async () => {
    const { page, context } = await visit('reviews')
    const before = (await reviews()).judged
    const error = { code: 'VERDICT_CONTRADICTS', message: 'no', details: { earlier: 'a = b' }, requestId: 'r' }
    await page.route(
      '**/v1/reviews',
      (
        route, // three pairs that contradict each other are not easily made up
      ) => (route.request().method() === 'POST' ? route.fulfill({ status: 409, json: { error } }) : route.fallback()),
    )
    const first = await pairOn(page)
    await page.keyboard.press('s')
    await page.getByText('“Same” was not taken for:').waitFor()
    await page.getByText('if A is B and B is C, then A is C').waitFor()
    expect(await page.getByRole('button', { name: 'Send again' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Show it again' }).click()
    expect(await pairOn(page)).toEqual(first)
    expect((await reviews()).judged).toBe(before)
    await closeRouted({ page, context })
  })

  test('a value is corrected where it stands, and a person’s word wins', async () => {
    const { page, context, errors } = await visit('offers')
    await page.getByRole('searchbox', { name: 'Search offers' }).fill('텀블러 750ml')
    await page.waitForURL(/q=/)
    await settled(page)
    await page.getByRole('combobox', { name: 'Mall' }).fill('nobody')
    await page.getByText('No mall is called so').waitFor()
    await chooseMall(page, 'made-up-one')
    await page.waitForURL(/mall=made-up-one/)
    await page.getByRole('link', { name: '[모락] 진공 텀블러 MR-T750' }).click()
    await page.getByRole('heading', { level: 1, name: /MR-T750/ }).waitFor()
    await settled(page)
    const offers = page.getByRole('list', { name: 'Its offers' }).locator('> li')
    const own = offers.filter({ hasText: mallNamed('made-up-one') }).filter({ hasText: 'made-up-one-3' })
    const values = own.getByRole('button', { name: /^Values read/ })
    if ((await values.getAttribute('aria-expanded')) === 'false') await values.click()
    await own.locator('mark').filter({ hasText: '750ml' }).waitFor()
    await own.getByRole('button', { name: 'Correct: Brand' }).click()
    await own.getByLabel('What is right for Brand').fill('모락리빙')
    await own.getByRole('button', { name: 'Save' }).click()
    await own.getByText('a person said so').first().waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Correct: Brand')
    const row = page.getByRole('table', { name: 'What the offers say' }).getByRole('row').filter({ hasText: 'Brand' })
    expect(await row.locator('td').nth(1).innerText()).toBe('모락리빙')
    await takePicture(page, 'console-product-corrected', desk)
    expect(await seriousViolations(page)).toEqual([])
    await own.getByRole('button', { name: 'Correct: Brand' }).click()
    await own.getByRole('button', { name: 'It has none' }).click()
    await own
      .getByRole('listitem')
      .filter({ hasText: /Brand.*none.*a person said so/s })
      .waitFor()
    await own.getByRole('button', { name: 'Correct: Brand' }).click()
    await own.getByRole('button', { name: 'Take back', exact: true }).click()
    await own.getByText('a person said so').waitFor({ state: 'detached' })
    expect(await row.locator('td').nth(1).innerText()).toBe('모락')
    expect(errors).toEqual([])
    await context.close()
  })

  test('an offer that a correction takes out of its product is told of, with a way to where it went and one back', async () => {
    const product = await productOfMalls(served())
    const { page, context, errors } = await visit(`offers/${product}`, phone)
    const offers = page.getByRole('list', { name: '판매 상품' }).locator('> li')
    const count = await offers.count()
    expect(count).toBeGreaterThan(1)
    const own = offers.filter({ hasText: 'made-up-green-1' })
    const values = own.getByRole('button', { name: /^읽은 값/ })
    if ((await values.getAttribute('aria-expanded')) === 'false') await values.tap()
    await own.getByRole('button', { name: '고치기: 용량', exact: true }).tap()
    await own.getByLabel('용량의 맞는 값').fill('350ml')
    await own.getByRole('button', { name: '저장' }).tap()
    const moved = page.getByRole('status').filter({ hasText: '이제 따로 한 상품이 되었습니다' })
    await moved.waitFor()
    await expect.poll(() => offers.count()).toBe(count - 1)
    await takePicture(page, 'console-offer-moved', phone)
    expect(await seriousViolations(page)).toEqual([])
    await moved.getByRole('link', { name: '옮겨진 상품 열기' }).tap()
    await page.waitForURL((url) => !url.pathname.endsWith(product))
    await settled(page)
    await page.getByRole('button', { name: '고치기: 용량', exact: true }).tap()
    await page.getByRole('button', { name: '되돌리기' }).tap()
    await page.getByRole('status').filter({ hasText: '다른 상품으로 옮겨졌습니다' }).waitFor()
    await page.getByRole('link', { name: '옮겨진 상품 열기' }).tap()
    await page.waitForURL((url) => url.pathname.endsWith(product))
    await expect.poll(() => offers.count()).toBe(count)
    expect(errors).toEqual([])
    await context.close()
  })

  test('that two offers are one product because a person said so is taken back where it is told', async () => {
    type Pairs = {
      readonly reviews: readonly { readonly one: Ref; readonly other: Ref; readonly isTogether: boolean }[]
    }
    type Ref = { readonly mall: string; readonly key: string; readonly product: string }
    const { one, other } = (await ask<Pairs>('/v1/reviews'))!.reviews.find(({ isTogether }) => !isTogether)!
    const { judged } = await reviews()
    const refOf = ({ mall, key }: Ref) => ({ mall, key })
    const body = JSON.stringify({ one: refOf(one), other: refOf(other), verdict: 'same' })
    const headers = { authorization: `Bearer ${served().secret}`, 'content-type': 'application/json' }
    const said = await fetch(`${served().url}/v1/reviews`, { method: 'POST', headers, body })
    const { products } = (await said.json()) as { products: { one: string } }
    const { page, context, errors } = await visit(`offers/${products.one}`)
    const offer = page.getByRole('list', { name: 'Its offers' }).locator('> li').filter({ hasText: other.key })
    await offer.getByText('a person said so').waitFor()
    await takePicture(page, 'console-product-verdict', desk)
    await offer.getByRole('button', { name: /^Take back: A person said it is the same as/ }).click()
    await page.getByText('Taken back, as if nobody had said it.').waitFor()
    await untilJudged(judged)
    await page.getByRole('status').filter({ hasText: 'An offer that was here is' }).waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('coverage is read as numbers, and leads into narrower categories and one mall', async () => {
    const { page, context, errors } = await visit('coverage')
    const table = page.getByRole('table', { name: 'Shares by category and attribute' })
    await table.getByRole('columnheader', { name: 'Colour' }).waitFor()
    await table.getByRole('link', { name: '주방용품' }).click()
    await page.waitForURL(/category=/)
    await table.getByText('컵', { exact: false }).first().waitFor()
    await chooseMall(page, 'made-up-green')
    await page.waitForURL(/mall=made-up-green/)
    await page.getByText('5 offers looked at').waitFor()
    await page.getByRole('button', { name: 'All categories' }).click()
    await page.getByText(`${madeUpCount} offers looked at`).waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('a mall is erased once its id was typed below what goes, and nothing of it is left', async () => {
    const { page, context, errors } = await visit('malls/made-up-green')
    await page.getByRole('button', { name: 'Erase…' }).click()
    const sure = page.getByRole('dialog', { name: `Erase ${mallNamed('made-up-green')}?` })
    await sure.getByText(`its ${madeUpCount} offers`).waitFor()
    const erase = sure.getByRole('button', { name: 'Erase for ever' })
    await sure.getByLabel('Type made-up-green to confirm').fill('made-up')
    expect(await erase.isDisabled()).toBe(true)
    await sure.getByLabel('Type made-up-green to confirm').fill('made-up-green')
    await takePicture(page, 'console-mall-erase', desk)
    await erase.click()
    await page.getByRole('heading', { level: 1, name: 'Malls and feeds' }).waitFor()
    const rows = page.getByRole('table', { name: 'Malls' }).locator('tbody').getByRole('row')
    await rows.filter({ hasText: mallNamed('made-up-green') }).waitFor({ state: 'detached' })
    await expect.poll(() => rows.count()).toBe(2) // the list may still be on its way
    expect(await ask('/v1/malls/made-up-green')).toBeUndefined()
    const left = await ask<{ offers: { mall: string }[] }>('/v1/offers?count=100')
    expect(left!.offers.filter(({ mall }) => mall === 'made-up-green')).toEqual([])
    expect(errors).toEqual([])
    await context.close()
  })
})

/** Chooses a mall by typing a part of its name. */
async function chooseMall(page: Page, id: string): Promise<void> {
  const name = mallNamed(id)
  await page.getByRole('combobox', { name: 'Mall' }).fill(name.slice(4))
  await page.getByRole('option', { name }).click()
}

function mallNamed(id: string): string {
  return madeUpMalls.find((mall) => mall.id === id)!.name
}

import { beforeAll, expect, test } from 'vitest'
import { openBrowser } from './testing-chromium.ts'
import { madeUpFeed, madeUpMalls, moveIn, productOfMalls, sendFeed } from './testing-malls.ts'
import { jumpsOf, type Look, openPage, overflows, seriousViolations, settled, takePicture } from './testing-page.ts'
import { serveDemo } from './testing-served.ts'

const desk: Look = { width: 1280, lang: 'en' }
const phone: Look = { width: 390, lang: 'ko', scheme: 'dark' }
const browser = openBrowser()
const served = serveDemo('tiny')
/** What comes late must not push away what is read. */
let demoProduct = ''
let mallProduct = ''

async function ask<Answer>(path: string): Promise<Answer> {
  const response = await fetch(`${served().url}${path}`, { headers: { authorization: `Bearer ${served().secret}` } })
  return (await response.json()) as Answer
}

type Deal = { readonly score?: number; readonly discount?: { readonly verdict: string } }

/** The first product of the town that is scored and whose reduction is found wanting. */
async function overstatedProduct(): Promise<string> {
  for (let n = 0; n < 200; n++) {
    const product = `demo-${String(n).padStart(5, '0')}`
    const { score, discount } = await ask<Deal>(`/v1/products/${product}/deal`)
    if (score !== undefined && discount?.verdict === 'overstated') return product
  }
  throw new Error('no reduction of the town is overstated')
}

beforeAll(async () => {
  demoProduct = await overstatedProduct()
  await moveIn(served())
  const [first] = madeUpMalls
  await sendFeed(served(), first!.id, madeUpFeed({ ...first!, level: 0.9 }))
  mallProduct = await productOfMalls(served())
})

async function visit(path: string, look: Look) {
  const opened = await openPage(await browser(), `${served().url}${path}`, look)
  await settled(opened.page)
  return opened
}

test('a product page says how good its price is, shows its past, and a slider tells each day', async () => {
  const { page, context, errors } = await visit(`/products/${demoProduct}`, desk)
  const story = page.getByRole('region', { name: 'Its prices' })
  await story.getByText(/^It cost more for \d+% of the last 90 days/).waitFor()
  await story.getByText('The reduction is overstated').waitFor()
  await story.getByRole('img', { name: /^Chart of the price from/ }).waitFor()
  const slider = story.getByRole('slider', { name: 'Move the day to see its price' })
  await slider.focus()
  const today = await slider.getAttribute('aria-valuetext')
  for (let day = 0; day < 40; day++) await page.keyboard.press('ArrowLeft')
  const before = await slider.getAttribute('aria-valuetext')
  expect(today).toMatch(/Lowest price ₩[\d,]+/)
  expect(before).not.toBe(today)
  await story.getByText('Show as a table').click()
  const rows = story.getByRole('table').getByRole('row')
  expect(await rows.count()).toBeGreaterThan(2)
  await story
    .getByRole('row', { name: /All-time low/ })
    .or(story.getByRole('row', { name: /Price changed/ }).first())
    .first()
    .waitFor()
  await story.getByText('30 days', { exact: true }).click()
  await story.getByRole('img', { name: /^Chart of the price from/ }).waitFor()
  expect(await jumpsOf(page)).toEqual([])
  expect(await seriousViolations(page)).toEqual([])
  expect(errors).toEqual([])
  await context.close()
})

test('malls are lines to choose from, on a phone and in the dark too, and merchants see the same', async () => {
  const { page, context, errors } = await visit(`/products/${mallProduct}`, phone)
  const story = page.getByRole('region', { name: '가격 기록' })
  const chip = story.getByRole('checkbox', { name: /지어낸 한마음몰/ })
  await story.getByText('지어낸 한마음몰').first().waitFor()
  const lines = () => story.locator('svg[viewBox="0 0 100 100"] path[data-nth]').count()
  const [isOn, count] = [await chip.isChecked(), await lines()]
  await story.locator('label', { hasText: '지어낸 한마음몰' }).click()
  expect(await chip.isChecked()).toBe(!isOn)
  expect(await lines()).not.toBe(count)
  expect(await overflows(page)).toBe(false)
  expect(await jumpsOf(page)).toEqual([])
  expect(await seriousViolations(page)).toEqual([])
  await takePicture(page, 'product-prices', phone)
  expect(errors).toEqual([])
  await context.close()
  const console = await visit(`/console/offers/${mallProduct}#key=${served().secret}`, desk)
  await console.page.getByRole('region', { name: 'Prices over time' }).getByRole('slider').waitFor()
  expect(await seriousViolations(console.page)).toEqual([])
  expect(console.errors).toEqual([])
  await console.context.close()
})

test('the console learns buy-or-wait when told, and says what came of it', async () => {
  const { page, context } = await visit(`/console/watch#key=${served().secret}`, desk)
  const panel = page.getByRole('region', { name: 'Buy now or wait' })
  await panel.getByText(/It is learned by itself every 7 days/).waitFor()
  await panel.getByRole('button', { name: 'Learn anew' }).click()
  await panel
    .getByText(/^Learned .* from \d+ products|^Too little is known/)
    .first()
    .waitFor({ timeout: 60_000 })
  expect(await seriousViolations(page)).toEqual([])
  await context.close()
})

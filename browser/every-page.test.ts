import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './testing-chromium.ts'
import { moveIn, productOfMalls } from './testing-malls.ts'
import {
  type Look,
  noteVitals,
  openPage,
  overflows,
  seriousViolations,
  settled,
  takePicture,
  vitalsOf,
} from './testing-page.ts'
import { consolePages, type PageAt, shopPages } from './testing-pages.ts'
import { serveDemo } from './testing-served.ts'

const lcpMsMax = 1_500
const clsMax = 0.02
const looks: readonly Look[] = [
  { width: 1280, lang: 'ko' },
  { width: 1280, lang: 'en' },
  { width: 390, lang: 'ko' },
  { width: 390, lang: 'en' },
  { width: 390, lang: 'ko', scheme: 'dark' },
]

const browser = openBrowser()
const served = serveDemo(['--demo-pace', '0'])

beforeAll(async () => {
  await moveIn(served())
}, 60_000)

describe.each(looks)('every page, $width wide, in $lang, $scheme', (look) => {
  test.each([...shopPages, ...consolePages])('$name', (at) => expectGood(at, look))
})

/** Takes its picture, then looks for whatever makes a page bad, all of it before it says so. */
async function expectGood({ name, path, needsKey, isMissing, isFilled, awaits }: PageAt, look: Look): Promise<void> {
  const { url, secret } = served()
  const place = path.replace('{shopper}', await frequentShopper()).replace('{product}', await productOfMalls(served()))
  const address = `${url}${place}${needsKey ? `#key=${secret}` : ''}`
  const opened = await openPage(await browser(), isFilled ? `${url}/products/demo-00042` : address, look)
  const { page, context, errors, outside } = opened
  if (isFilled) {
    await likeAndBuy(page, look)
    await page.goto(address)
  }
  await settled(page)
  if (awaits) await page.locator(awaits).first().waitFor()
  await takePicture(page, name, look)
  const { cls, lcpMs } = await vitalsOf(page)
  noteVitals(name, look, { cls, lcpMs })
  expect.soft(errors.filter((error) => !isMissing || !/\b404\b/.test(error))).toEqual([])
  expect.soft(outside).toEqual([])
  expect.soft(await overflows(page), 'wider than the window').toBe(false)
  expect.soft(await headingsOf(page)).toBe(1)
  expect.soft(cls).toBeLessThan(clsMax)
  // Beside its words, the English page is the Korean one.
  if (look.lang === 'ko') expect.soft(await seriousViolations(page)).toEqual([])
  expect.soft(await quickest(page, lcpMs)).toBeLessThan(lcpMsMax)
  await context.close()
}

/** On a product's page: wishes for it and puts it in the cart, and waits until the server has answered. */
async function likeAndBuy(page: Page, { lang }: Look): Promise<void> {
  const [wish, cart] = lang === 'ko' ? ['찜하기', '장바구니에 담기'] : ['Wish', 'Add to cart']
  await page.getByRole('button', { name: wish }).first().click()
  await page.getByRole('button', { name: cart }).click()
  await page
    .getByRole('status')
    .filter({ hasText: lang === 'ko' ? '장바구니에 담아서' : 'in the cart' })
    .first()
    .waitFor()
}

/** One whom the demo offers to look through the eyes of. */
async function frequentShopper(): Promise<string> {
  const config = (await (await fetch(`${served().url}/demo/config.json`)).json()) as { persons: { user: string }[] }
  return config.persons[0].user
}

/** How soon its largest part is there; looked at again, up to twice, where the machine was busy with other tests. */
async function quickest(page: Page, lcpMs: number): Promise<number> {
  let least = lcpMs
  for (let again = 0; again < 2 && least >= lcpMsMax; again++) {
    await page.reload()
    await settled(page)
    least = Math.min(least, (await vitalsOf(page)).lcpMs)
  }
  return least
}

/** A page has one heading of the first level, by which a screen reader names it. */
function headingsOf(page: Page): Promise<number> {
  return page.getByRole('heading', { level: 1 }).count()
}

import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openBrowser } from './testing-chromium.ts'
import { type Look, openPage, overflows, seriousViolations, settled, takePicture, vitalsOf } from './testing-page.ts'
import { type PageAt, shopPages } from './testing-pages.ts'
import { serveDemo } from './testing-served.ts'

const lcpMsMax = 1_500
const clsMax = 0.02
const looks: readonly Look[] = [
  { width: 1280, lang: 'ko' },
  { width: 1280, lang: 'en' },
  { width: 390, lang: 'ko' },
  { width: 390, lang: 'en' },
  { width: 1280, lang: 'ko', scheme: 'dark' },
  { width: 390, lang: 'ko', scheme: 'dark' },
]

const browser = openBrowser()
const served = serveDemo()

describe.each(looks)('every page, $width wide, in $lang, $scheme', (look) => {
  test.each(shopPages)('$name', (at) => expectGood(at, look))
})

/** Takes its picture, then looks for whatever makes a page bad, all of it before it says so. */
async function expectGood({ name, path, needsKey }: PageAt, look: Look): Promise<void> {
  const { url, secret } = served()
  const address = `${url}${path}${needsKey ? `#key=${secret}` : ''}`
  const { page, context, errors, outside } = await openPage(await browser(), address, look)
  await settled(page)
  await takePicture(page, name, look)
  const { cls, lcpMs } = await vitalsOf(page)
  expect.soft(errors).toEqual([])
  expect.soft(outside).toEqual([])
  expect.soft(await overflows(page), 'wider than the window').toBe(false)
  expect.soft(await headingsOf(page)).toBe(1)
  expect.soft(cls).toBeLessThan(clsMax)
  expect.soft(lcpMs).toBeLessThan(lcpMsMax)
  expect.soft(await seriousViolations(page)).toEqual([])
  await context.close()
}

/** A page has one heading of the first level, by which a screen reader names it. */
function headingsOf(page: Page): Promise<number> {
  return page.getByRole('heading', { level: 1 }).count()
}

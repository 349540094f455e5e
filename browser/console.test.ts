import { readFileSync } from 'node:fs'
import type { Download, Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openBrowser } from './testing-chromium.ts'
import { closeRouted, type Look, openPage, settled } from './testing-page.ts'
import { serveDemo } from './testing-served.ts'

const desk: Look = { width: 1280, lang: 'en' }
const browser = openBrowser()
const served = serveDemo('town')

/** A page of the console as somebody sees it who follows a link with a key in it; with an empty one, the form. */
async function visit(path: string, key: string | undefined = served().secret) {
  const fragment = key === '' ? '' : `#key=${key}`
  const opened = await openPage(await browser(), `${served().url}/console/${path}${fragment}`, desk)
  await settled(opened.page)
  return opened
}

/** Asks the API as a merchant's server does. */
async function ask<Answer>(path: string, body?: object): Promise<Answer> {
  const { url, secret } = served()
  const response = await fetch(`${url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${secret}`, ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  })
  expect(response.ok, `${path}: ${response.status}`).toBe(true)
  return (await response.json()) as Answer
}

const collect = (...events: readonly object[]) => ask('/v1/events', { events })
const makeKey = (name: string) =>
  ask<{ secret: string }>('/v1/keys', { name, scope: 'secret', consent: 'assumed' }).then(({ secret }) => secret)
const headingOf = (page: Page) => page.getByRole('heading', { level: 1 })
const rowsOf = (page: Page, name: string): Locator =>
  page.getByRole('table', { name, exact: true }).locator('tbody').getByRole('row')

/** What a column of a table shows, from the top. */
function cellsOf(page: Page, table: string, column: number): Promise<string[]> {
  return rowsOf(page, table).locator(`td:nth-child(${column})`).allInnerTexts()
}

/** The lines of a file that a click on `button` hands over, without its byte order mark. */
async function linesGivenBy(page: Page, button: Locator): Promise<{ name: string; lines: string[] }> {
  const handed: Promise<Download> = page.waitForEvent('download')
  await button.click()
  const download = await handed
  const text = readFileSync(await download.path(), 'utf8').replace(/^\ufeff/, '')
  return { name: download.suggestedFilename(), lines: text.trimEnd().split(/\r?\n/) }
}

describe('signing in', () => {
  test('says what is wrong with a key, keeps what was typed, and lets a right one in until they leave', async () => {
    const { page, context } = await visit('models', '')
    const field = page.getByRole('textbox', { name: 'Secret key' })
    const enter = page.getByRole('button', { name: 'Sign in' })
    await enter.click()
    await page.getByText('Enter the secret key.').waitFor()
    await field.fill('nk_sec_한글')
    await enter.click()
    await page.getByText('The server does not know this key').waitFor()
    await field.fill(served().publishable)
    await enter.click()
    await page.getByText('This is a publishable key').waitFor()
    await field.fill('nk_sec_of-nobody')
    await enter.click()
    await page.getByText('The server does not know this key').waitFor()
    expect(await field.inputValue()).toBe('nk_sec_of-nobody')
    await field.fill(` ${served().secret} `)
    await enter.click()
    await page.getByRole('heading', { level: 1, name: 'Models' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Models' }).waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await enter.waitFor()
    await page.reload()
    await enter.waitFor()
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
    await context.close()
  })

  test('a link brings its key along, which is gone from the address', async () => {
    const { page, context, errors } = await visit('health')
    expect(await headingOf(page).innerText()).toBe('Health')
    expect(page.url()).toBe(`${served().url}/console/health`)
    await page.getByText('Ready', { exact: true }).waitFor()
    await page.getByText('Version').first().waitFor()
    expect(await page.getByRole('progressbar', { name: 'Memory' }).count()).toBe(1)
    expect(errors).toEqual([])
    await context.close()
  })

  test('a link pasted into the tab that asks for a key lets in as well', async () => {
    const { page, context } = await openPage(await browser(), `${served().url}/console/`, desk)
    await page.getByLabel('Secret key').first().waitFor()
    await page.evaluate((key) => {
      window.location.hash = `key=${key}`
    }, served().secret)
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
    expect(page.url()).toBe(`${served().url}/console/`)
    await context.close()
  })

  test('a link with a key that is no longer valid leads to the form, in Korean too', async () => {
    const address = `${served().url}/console/#key=nk_sec_of-nobody`
    const { page, context } = await openPage(await browser(), address, { width: 390, lang: 'ko' })
    await page.getByText('로그인한 키를 더는 쓸 수 없습니다').waitFor()
    await page.getByRole('textbox', { name: '비밀 키' }).fill(served().secret)
    await page.getByRole('button', { name: '로그인' }).click()
    await page.getByRole('heading', { level: 1, name: '개요' }).waitFor()
    await context.close()
  })
})

test('the live stream shows what was just collected, stands still when asked, and shows orders alone', async () => {
  const { page, context, errors } = await visit('live')
  await page.getByRole('status').filter({ hasText: 'Live' }).waitFor()
  await collect({ kind: 'products.searched', anonymous: 'live-1', query: 'a lamp of moonlight' })
  await rowsOf(page, 'Latest events').filter({ hasText: 'a lamp of moonlight' }).waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  await collect({ kind: 'products.searched', anonymous: 'live-1', query: 'a lamp of sunlight' })
  const goOn = page.getByRole('button', { name: 'Go on (1 new)' })
  await goOn.waitFor()
  expect(await rowsOf(page, 'Latest events').filter({ hasText: 'sunlight' }).count()).toBe(0)
  await goOn.click()
  await rowsOf(page, 'Latest events').filter({ hasText: 'sunlight' }).waitFor()
  await page.getByRole('combobox', { name: 'Show' }).selectOption('Orders')
  await rowsOf(page, 'Latest events').filter({ hasText: 'Ordered' }).first().waitFor()
  await collect({ kind: 'order.placed', user: 'live-2', order: 'order-of-live-2', lines: [{ product: 'demo-00042' }] })
  await rowsOf(page, 'Latest events').filter({ hasText: 'order-of-live-2' }).waitFor()
  for (const kind of await cellsOf(page, 'Latest events', 2)) expect(kind).toMatch(/^(Ordered|Got money back)$/)
  await rowsOf(page, 'Latest events').first().getByRole('link', { name: 'live-2' }).click()
  await page.getByRole('heading', { level: 1, name: 'live-2' }).waitFor()
  expect(errors).toEqual([])
  await context.close()
})

describe('shoppers', () => {
  type Listed = { readonly total: number; readonly shoppers: { readonly user: string }[] }

  test('are found by how they begin, sorted by what they spent, and handed over as a file', async () => {
    const { page, context, errors } = await visit('shoppers')
    await page.getByRole('button', { name: 'Spent' }).click()
    const { shoppers } = await ask<Listed>('/v1/shoppers?sort=spent&count=25')
    const most = shoppers[0].user
    await rowsOf(page, 'Shoppers').first().filter({ hasText: most }).waitFor()
    expect(await cellsOf(page, 'Shoppers', 1)).toEqual(shoppers.map(({ user }) => user))
    await page.getByRole('searchbox').fill('demo-shopper-14')
    await page.waitForURL(/q=demo-shopper-14/)
    await settled(page)
    const found = await ask<Listed>('/v1/shoppers?q=demo-shopper-14&count=100')
    await page
      .getByRole('status')
      .filter({ hasText: `of ${found.total}` })
      .waitFor()
    const { name, lines } = await linesGivenBy(page, page.getByRole('button', { name: 'Export CSV' }))
    expect(name).toBe('shoppers.csv')
    expect(lines[0]).toMatch(/^Shopper,Last seen,First seen,Events,Orders,Spent/)
    expect(lines.length - 1).toBe(found.total)
    for (const line of lines.slice(1)) expect(line).toMatch(/^demo-shopper-14/)
    await page.getByRole('searchbox').fill('nobody-is-called-so')
    await page.getByRole('heading', { name: 'begins with “nobody-is-called-so”' }).waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('each tells what they did, what they are shown under which policy, and why', async () => {
    await collect({ kind: 'products.searched', user: 'somebody-known', query: 'one blue teapot' })
    await collect({ kind: 'product.viewed', user: 'somebody-known', product: 'demo-00042' })
    const { page, context, errors } = await visit('shoppers?q=somebody-known')
    await rowsOf(page, 'Shoppers').getByRole('link', { name: 'somebody-known' }).click()
    await page.getByRole('heading', { level: 1, name: 'somebody-known' }).waitFor()
    await page.getByRole('tab', { name: 'Timeline' }).click()
    await rowsOf(page, 'Timeline').filter({ hasText: 'one blue teapot' }).waitFor()
    expect(await cellsOf(page, 'Timeline', 2)).toEqual(['Viewed', 'Searched'])
    await page.getByRole('tab', { name: 'Their home' }).click()
    await page.getByText('What they are dealt').waitFor()
    const shown = page.getByRole('article')
    const answered = page.getByRole('status').filter({ hasText: 'Policy' })
    await page.getByText('Individual', { exact: true }).click()
    await answered.filter({ hasText: 'Individual' }).waitFor()
    const own = await shown.allInnerTexts()
    await shown.first().getByRole('button', { name: /^Why / }).click()
    const why = page.getByRole('dialog', { name: /^Why / })
    await why.getByRole('list', { name: 'Points by source' }).getByRole('listitem').first().waitFor()
    await page.keyboard.press('Escape')
    await why.waitFor({ state: 'detached' })
    await page.getByText('Popular', { exact: true }).click()
    await answered.filter({ hasText: 'Popular' }).waitFor()
    expect(await shown.allInnerTexts()).not.toEqual(own)
    expect(errors).toEqual([])
    await context.close()
  })
})

describe('models', () => {
  test('a training says how far it is, can be ended, and says that it was', async () => {
    const { page, context, errors } = await visit('models')
    await page.getByText('The blend alone').first().waitFor()
    await page.getByRole('button', { name: 'Train now' }).click()
    await page.getByRole('progressbar', { name: 'Training' }).waitFor()
    await page
      .getByRole('status')
      .filter({ hasText: /Reading the log: [\d,]+ of [\d,]+ events/ })
      .waitFor()
    expect(await page.getByRole('button', { name: 'Train now' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Cancel the training' }).click()
    await page.getByText('It was cancelled; nothing was kept.').waitFor()
    expect(await page.getByRole('button', { name: 'Train now' }).isEnabled()).toBe(true)
    expect(errors).toEqual([])
    await context.close()
  })

  test('one in use is laid aside for the blend alone, after a second look', async () => {
    const { page, context, errors } = await visit('')
    let inUse: string | undefined = '20260101' // learning a real one would take a minute: these answers are the test's own
    const asked: unknown[] = []
    await page.route('**/v1/ranker', async (route) => {
      if (route.request().method() === 'PUT') {
        asked.push(route.request().postDataJSON())
        inUse = undefined
      }
      const versions = [{ version: '20260101', isInUse: inUse !== undefined, at: Date.UTC(2026, 0, 1) }]
      await route.fulfill({ json: { inUse, versions } })
    })
    await page.getByRole('link', { name: 'Models' }).click()
    await page.getByRole('button', { name: 'Use the blend alone' }).click()
    const sure = page.getByRole('dialog', { name: 'Let The blend alone order all pages' })
    await sure.getByRole('button', { name: 'Cancel' }).click()
    expect(asked).toEqual([])
    await page.getByRole('button', { name: 'Use the blend alone' }).click()
    await sure.getByRole('button', { name: 'Use it' }).click()
    await page.getByText('No ranker stands on top of it.').waitFor()
    expect(asked).toEqual([{ version: null }])
    await page.getByRole('button', { name: 'Use version 20260101' }).waitFor()
    expect(errors).toEqual([])
    await closeRouted({ page, context })
  })
})

test('the quality of what comes in: a broken event is listed with what to do, an unknown one by its name', async () => {
  await collect({ kind: 'product.viewed', anonymous: 'broken-1', product: 7 }, { kind: 'lamp.lit', anonymous: 'b' })
  const { page, context, errors } = await visit('quality')
  const row = rowsOf(page, 'Rejected events').filter({ hasText: 'EVENT_INVALID' })
  await row.waitFor()
  expect(await row.innerText()).toMatch(/product[\s\S]*is not a text[\s\S]*Correct this field/)
  await rowsOf(page, 'Unknown events').filter({ hasText: 'lamp.lit' }).waitFor()
  const { name, lines } = await linesGivenBy(page, page.getByRole('button', { name: 'Export CSV' }).first())
  expect(name).toBe('rejected.csv')
  expect(lines.some((line) => line.startsWith('EVENT_INVALID,'))).toBe(true)
  expect(errors).toEqual([])
  await context.close()
})

describe('importing a file', () => {
  const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  const chooser = (page: Page) => page.locator('input[type=file]')

  test('counts what came in, and says of each bad row where it is and what is wrong', async () => {
    const { page, context, errors } = await visit('imports')
    const csv =
      'id,title,price\ncup-1,First cup,"12,000 KRW"\ncup-2,Second cup,twelve coins\ncup-3,Third cup,9000 KRW\n'
    await chooser(page).setInputFiles(file('cups.csv', csv))
    await page.getByRole('button', { name: 'Start the import' }).click()
    await page.getByRole('heading', { level: 1, name: 'cups.csv' }).waitFor()
    await page.getByText('Done', { exact: true }).waitFor()
    await rowsOf(page, 'Rejected rows').waitFor()
    expect(await cellsOf(page, 'Rejected rows', 1)).toEqual(['3'])
    expect(await rowsOf(page, 'Rejected rows').innerText()).toMatch(/price[\s\S]*no amount of money/)
    const { name, lines } = await linesGivenBy(page, page.getByRole('button', { name: 'Download all' }))
    expect(name).toBe('cups.csv.rejects.csv')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/^3,/)
    await page.getByRole('link', { name: 'All imports' }).click()
    const row = rowsOf(page, 'Imports so far').filter({ hasText: 'cups.csv' }).filter({ hasText: 'Done' })
    await row.waitFor()
    expect(await row.innerText()).toMatch(/Catalogue[\s\S]*Done[\s\S]*2[\s\S]*0[\s\S]*1/)
    expect(errors).toEqual([])
    await context.close()
  })

  test('says what is wrong with a file that is no feed, and with an empty one', async () => {
    const { page, context } = await visit('imports')
    await chooser(page).setInputFiles(file('empty.csv', ''))
    await page.getByText('The file is empty.').waitFor()
    expect(await page.getByRole('button', { name: 'Start the import' }).isDisabled()).toBe(true)
    await chooser(page).setInputFiles(file('letter.csv', 'Dear reader,\nthis is no catalogue.\n'))
    await page.getByRole('button', { name: 'Start the import' }).click()
    const alert = page.getByRole('alert').filter({ hasText: 'The columns of the file do not fit' })
    await alert.waitFor()
    expect(await alert.innerText()).toContain('the file has no column id')
    expect(page.url()).toMatch(/\/imports$/)
    await page.getByText('letter.csv').first().waitFor()
    await context.close()
  })
})

describe('keys', () => {
  test('are made and shown once, and revoked only after a second look', async () => {
    const { page, context, errors } = await visit('keys')
    await page.getByRole('button', { name: 'Make a key' }).click()
    const form = page.getByRole('dialog', { name: 'Make a key' })
    await form.getByRole('button', { name: 'Make a key' }).click()
    await form.getByText('Give it a name.').waitFor()
    await form.getByLabel('Name').fill('till in the shop')
    await form.getByRole('radio', { name: 'Secret' }).check()
    await form.getByRole('button', { name: 'Make a key' }).click()
    const made = page.getByRole('dialog', { name: 'The key was made' })
    const key = await made.getByLabel('Key: till in the shop').inputValue()
    expect(key).toMatch(/^nk_sec_/)
    await made.getByRole('button', { name: 'I have copied it' }).click()
    await rowsOf(page, 'Keys').filter({ hasText: 'till in the shop' }).waitFor()
    expect(await page.content()).not.toContain(key)
    const works = async () =>
      (await fetch(`${served().url}/v1/keys`, { headers: { authorization: `Bearer ${key}` } })).ok
    await page.getByRole('button', { name: 'Revoke till in the shop' }).click()
    const sure = page.getByRole('dialog', { name: 'Revoke till in the shop?' })
    await sure.getByRole('button', { name: 'Cancel' }).click()
    expect(await works()).toBe(true)
    await page.getByRole('button', { name: 'Revoke till in the shop' }).click()
    await sure.getByRole('button', { name: 'Revoke' }).click()
    await rowsOf(page, 'Keys').filter({ hasText: 'till in the shop' }).waitFor({ state: 'detached' })
    expect(await works()).toBe(false)
    expect(errors).toEqual([])
    await context.close()
  })

  test('one that is revoked while it is in use asks for another, and then the page goes on', async () => {
    const { page, context } = await visit('keys', await makeKey('the one in use'))
    await page.getByRole('button', { name: 'Revoke the one in use' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('The key you signed in with is no longer valid').waitFor()
    expect(await headingOf(page).innerText()).toBe('Sign in')
    await page.getByRole('textbox', { name: 'Secret key' }).fill(served().secret)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { level: 1, name: 'Keys' }).waitFor()
    await rowsOf(page, 'Keys').first().waitFor()
    await rowsOf(page, 'Keys').filter({ hasText: 'the one in use' }).waitFor({ state: 'detached' })
    await context.close()
  })
})

describe('a server that went away', () => {
  const away = (page: Page) => page.getByRole('alert').filter({ hasText: 'The server cannot be reached' }).first()

  test('is said, and when it is back the page goes on by itself', async () => {
    const { page, context } = await visit('live')
    await page.getByRole('status').filter({ hasText: 'Live' }).waitFor()
    await context.setOffline(true)
    await away(page).waitFor()
    await context.setOffline(false)
    await away(page).waitFor({ state: 'detached' })
    await page.getByRole('status').filter({ hasText: 'Live' }).waitFor()
    await collect({ kind: 'products.searched', anonymous: 'away-1', query: 'a lamp after the storm' })
    await rowsOf(page, 'Latest events').filter({ hasText: 'after the storm' }).waitFor()
    await context.close()
  })

  test('loses nothing of what was filled in', async () => {
    const { page, context } = await visit('keys')
    await page.getByRole('button', { name: 'Make a key' }).click()
    const form = page.getByRole('dialog', { name: 'Make a key' })
    await form.getByLabel('Name').fill('made after the storm')
    await context.setOffline(true)
    await form.getByRole('button', { name: 'Make a key' }).click()
    await form.getByRole('alert').filter({ hasText: 'What you entered is still here' }).waitFor()
    await context.setOffline(false)
    expect(await form.getByLabel('Name').inputValue()).toBe('made after the storm')
    await form.getByRole('button', { name: 'Make a key' }).click()
    await page.getByRole('dialog', { name: 'The key was made' }).waitFor()
    await context.close()
  })
})

test('by keyboard alone: past the menu to the content, and a table sorted both ways', async () => {
  const { page, context, errors } = await visit('keys')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  const name = page.getByRole('columnheader', { name: 'Name' })
  const button = page.getByRole('button', { name: 'Name', exact: true })
  for (let tabs = 0; tabs < 12 && !(await button.evaluate((node) => node === document.activeElement)); tabs++)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await name.getAttribute('aria-sort')).toBe('ascending')
  const up = await cellsOf(page, 'Keys', 1)
  await page.keyboard.press('Space')
  expect(await name.getAttribute('aria-sort')).toBe('descending')
  expect(await cellsOf(page, 'Keys', 1)).toEqual([...up].reverse())
  expect(up.length).toBeGreaterThan(1)
  expect(errors).toEqual([])
  await context.close()
})

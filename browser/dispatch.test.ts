import type { DepotsBody, VehiclesBody } from '@nunchi/protocol'
import type { Locator, Page } from 'playwright-core'
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

const desk: Look = { width: 1280, lang: 'en' }
const phone: Look = { width: 390, lang: 'ko' }
const browser = openBrowser()
const served = serveDemo('tiny')

async function visit(path: string, look: Look) {
  const opened = await openPage(await browser(), `${served().url}${path}`, look)
  await settled(opened.page)
  return opened
}

async function ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const headers = { authorization: `Bearer ${served().secret}`, ...(body && { 'content-type': 'application/json' }) }
  const answer = await fetch(`${served().url}${path}`, { method, headers, body: body && JSON.stringify(body) })
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true)
  return (await answer.json()) as Answer
}

async function expectGood(page: Page, name: string, look: Look): Promise<void> {
  expect.soft(await jumpsOf(page)).toEqual([]) // before the picture, for which the window grows
  await takePicture(page, name, look)
  expect.soft(await seriousViolations(page)).toEqual([])
  expect.soft(await overflows(page), 'wider than the window').toBe(false)
}

const figure = (page: Page, name: string) => page.locator('dl > div').filter({ hasText: name }).locator('dd').first()

test.each<Look>([desk, { ...phone, scheme: 'dark' }])(
  'a day is planned, seen and good to look at, $width wide in $lang',
  async (look) => {
    const { page, context, errors, outside } = await visit(`/console/dispatch#key=${served().secret}`, look)
    await page.locator('[data-stop]').first().waitFor()
    await settled(page)
    await expectGood(page, 'console-dispatch', look)
    expect(errors).toEqual([])
    expect(outside).toEqual([])
    await context.close()
  },
)

test('a stop is moved by the keyboard with its cost told before, and the move is undone', async () => {
  const { page, context, errors } = await visit(`/console/dispatch#key=${served().secret}`, desk)
  const first = page.locator('[data-stop]').first()
  await first.waitFor()
  const before = await figure(page, 'Cost').innerText()
  await first.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: /^Move / })
  await dialog.getByRole('combobox', { name: 'Tour', exact: true }).click()
  await page.getByRole('option', { name: 'Take out of the plan' }).click()
  await dialog.getByText(/costs .* (less|more)|costs the same/).waitFor()
  await dialog.getByRole('button', { name: 'Move', exact: true }).click()
  await page.getByRole('heading', { name: 'Not in the plan (1)' }).waitFor()
  await page.getByText('taken out by hand').waitFor()
  await expect.poll(() => figure(page, 'Cost').innerText()).not.toBe(before)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('The move was undone.').waitFor()
  await expect.poll(() => figure(page, 'Cost').innerText()).toBe(before)
  expect(errors).toEqual([])
  await context.close()
})

test('a stop is dragged on the timeline onto another tour, and the move is undone', async () => {
  const { page, context, errors } = await visit(`/console/dispatch#key=${served().secret}`, desk)
  const rows = page.locator('[data-vehicle]').filter({ has: page.locator('[data-stop]') })
  await rows.nth(1).waitFor()
  await settled(page)
  const [from, to] = [rows.nth(0), rows.nth(1)]
  const delivery = (await from.locator('[data-stop]').nth(1).getAttribute('data-stop'))!
  const stop = (row: Locator) => row.locator(`[data-stop="${delivery}"]`)
  await stop(from).scrollIntoViewIfNeeded()
  const [bar, track] = [(await stop(from).boundingBox())!, (await to.locator('[data-track]').boundingBox())!]
  await page.mouse.move(bar.x + bar.width / 2, bar.y + bar.height / 2)
  await page.mouse.down()
  await page.mouse.move(bar.x + 20, track.y + track.height / 2, { steps: 5 })
  await page.getByText(/costs .* (less|more)|costs the same/).waitFor()
  await page.mouse.up()
  await page.getByText(new RegExp(`^${delivery} was moved: `)).waitFor()
  await stop(to).waitFor()
  expect(await stop(from).count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('The move was undone.').waitFor()
  await stop(from).waitFor()
  expect(errors).toEqual([])
  await context.close()
})

test('a day that is over can be planned no more, and the button says why', async () => {
  const { page, context, errors } = await visit('/console/', phone)
  await page.route('**/v1/dispatch/plans?*', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json()), isOver: true } })
  })
  await page.goto(`${served().url}/console/dispatch#key=${served().secret}`)
  const button = page.getByRole('button', { name: /^(계획 세우기|다시 계획)$/ })
  await button.and(page.locator(':disabled')).waitFor()
  await expectGood(page, 'console-dispatch-over', phone)
  expect(await button.getAttribute('aria-describedby')).toBe(
    await page.getByText('이미 지난 날짜라 더 계획할 수 없습니다.').getAttribute('id'),
  )
  expect(errors).toEqual([])
  await closeRouted({ page, context })
})

test('a plan is compared with another, and what differs is named', async () => {
  const { page, context, errors } = await visit(`/console/dispatch#key=${served().secret}`, desk)
  await page.locator('[data-stop]').first().waitFor()
  const day = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10) // in Seoul, where the demo is
  const { solve } = await ask<{ solve: string }>('POST', '/v1/dispatch/solves', { day, seconds: 1, seed: 2 })
  const planOf = async () => (await ask<{ plan?: string }>('GET', `/v1/dispatch/solves/${solve}`)).plan
  await expect.poll(planOf).toBeDefined()
  const plan = (await planOf())!
  const delivery = (await page.locator('[data-stop]').last().getAttribute('data-stop'))!
  await ask('POST', `/v1/dispatch/plans/${plan}/moves`, { version: 0, delivery, vehicle: null })
  await page.reload()
  await page.getByRole('heading', { name: 'Not in the plan (1)' }).waitFor()
  await page.getByRole('combobox', { name: 'Other plan' }).click()
  await page.getByRole('option').first().click()
  await page
    .getByRole('row')
    .filter({ hasText: /^Not in the plan\s*0\s*1\s*\+1$/ })
    .waitFor()
  await page.getByRole('row').filter({ hasText: delivery }).filter({ hasText: 'not in the plan' }).first().waitFor()
  await settled(page)
  await takePicture(page, 'console-dispatch-compared', desk)
  await ask('POST', `/v1/dispatch/plans/${plan}/withdraw`)
  expect(errors).toEqual([])
  await context.close()
})

test.each<Look>([desk, phone])('a vehicle is added, changed and retired in the console, $width wide', async (look) => {
  const { page, context, errors } = await visit(`/console/dispatch#key=${served().secret}`, look)
  const [add, save, number, shown, change, retire, out] =
    look.lang === 'en'
      ? ['Add a vehicle', 'Save', 'Number', 'Name', 'Change Night van', 'Retire Night van', 'Retire']
      : ['차량 추가', '저장', '번호', '이름', 'Night van 수정', 'Night van 빼기', '빼기']
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: add }).click()
  await dialog.getByRole('button', { name: save }).click()
  await dialog.getByRole('alert').waitFor()
  await dialog.getByRole('textbox', { name: shown, exact: true }).fill('Night van')
  await dialog.getByRole('textbox', { name: number, exact: true }).fill(`night-${look.width}`)
  await page.mouse.move(1, 1)
  await settled(page)
  await takePicture(page, 'console-dispatch-vehicle', look)
  expect.soft(await seriousViolations(page)).toEqual([])
  await dialog.getByRole('button', { name: save }).click()
  await page.getByRole('button', { name: change }).click()
  await dialog.getByRole('textbox', { name: number, exact: true }).and(page.locator(':disabled')).waitFor()
  await dialog.getByLabel(look.lang === 'en' ? 'Shift until' : '근무 끝').fill('06:00')
  await dialog.getByRole('button', { name: save }).click()
  await dialog.waitFor({ state: 'detached' })
  const { vehicles } = await ask<VehiclesBody>('GET', '/v1/dispatch/vehicles')
  expect(vehicles.find(({ vehicle }) => vehicle === `night-${look.width}`)).toMatchObject({
    name: 'Night van',
    depot: 'demo',
    shift: { fromMinute: 540, untilMinute: 1_800 },
  })
  await page.getByRole('button', { name: retire }).click()
  await dialog.getByRole('button', { name: out, exact: true }).click()
  await page.getByRole('button', { name: retire }).waitFor({ state: 'detached' })
  expect(errors).toEqual([])
  await context.close()
})

test.each<Look>([desk, phone])('a depot is added, changed and retired in the console, $width wide', async (look) => {
  const { page, context, errors } = await visit(`/console/dispatch#key=${served().secret}`, look)
  const say =
    look.lang === 'en'
      ? { add: 'Add a depot', save: 'Save', change: 'Change East', retire: 'Retire East', out: 'Retire' }
      : { add: '거점 추가', save: '저장', change: 'East 수정', retire: 'East 빼기', out: '빼기' }
  const fields =
    look.lang === 'en'
      ? { name: 'Name', id: 'Number', lat: 'Latitude', lon: 'Longitude', zone: 'Time zone', speed: 'Speed, km/h' }
      : { name: '이름', id: '번호', lat: '위도', lon: '경도', zone: '시간대', speed: '속도 km/h' }
  const [travel, blocks] =
    look.lang === 'en'
      ? ['Travel times', 'Around blocks at a speed']
      : ['이동 시간 계산', '격자 거리(남북 + 동서)와 속도']
  const dialog = page.getByRole('dialog')
  const field = (name: keyof typeof fields) => dialog.getByRole('textbox', { name: fields[name], exact: true })
  const depot = async () =>
    (await ask<DepotsBody>('GET', '/v1/dispatch/depots')).depots.find((one) => one.depot === `east-${look.width}`)
  await page.getByRole('button', { name: say.add }).click()
  await field('name').fill('East')
  await field('id').fill(`east-${look.width}`)
  await field('lat').fill('37.5')
  await dialog.getByRole('button', { name: say.save }).click()
  await dialog.getByRole('alert').waitFor() // not without a longitude
  await field('lon').fill('127.1')
  await field('zone').fill('Asia/Seoul')
  await dialog.getByRole('combobox', { name: travel, exact: true }).click()
  await page.getByRole('option', { name: blocks }).click()
  await settled(page)
  await takePicture(page, 'console-dispatch-depot', look)
  expect.soft(await seriousViolations(page)).toEqual([])
  await dialog.getByRole('button', { name: say.save }).click()
  await dialog.waitFor({ state: 'detached' })
  const ways = { by: 'manhattan', kmPerHour: 30, detourPercent: 130 }
  expect(await depot()).toMatchObject({ name: 'East', lat: 37.5, lon: 127.1, zone: 'Asia/Seoul', travel: ways })
  await page.getByRole('button', { name: say.change }).click()
  await field('id').and(page.locator(':disabled')).waitFor()
  await field('speed').fill('24')
  await dialog.getByRole('button', { name: say.save }).click()
  await dialog.waitFor({ state: 'detached' })
  expect((await depot())?.travel).toEqual({ ...ways, kmPerHour: 24 })
  await page.getByRole('button', { name: say.retire }).click()
  await dialog.getByRole('button', { name: say.out, exact: true }).click()
  await page.getByRole('button', { name: say.retire }).waitFor({ state: 'detached' })
  expect(await depot()).toBeUndefined()
  expect(errors).toEqual([])
  await context.close()
})

test('the map comes closer by keys and buttons, moves by dragging, and shows all again', async () => {
  const { page, context, errors } = await visit(`/console/dispatch#key=${served().secret}`, desk)
  const map = page.getByRole('application', { name: 'Map' })
  await map.waitFor()
  await settled(page)
  const scale = () => map.innerText()
  const [all, drawn] = [await scale(), await map.screenshot()]
  await map.focus()
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await page.getByRole('button', { name: 'Closer' }).click()
  await expect.poll(scale).not.toBe(all)
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect.poll(scale).toBe(all)
  const { x, y } = (await map.boundingBox())!
  await page.mouse.move(x + 40, y + 40)
  await page.mouse.down()
  await page.mouse.move(x + 240, y + 90, { steps: 4 })
  await page.mouse.up()
  await settled(page)
  expect((await map.screenshot()).equals(drawn)).toBe(false)
  await map.focus()
  await page.keyboard.press('n')
  await page
    .getByRole('status')
    .filter({ hasText: /DEMO-.*planned for/ })
    .first()
    .waitFor()
  expect(errors).toEqual([])
  await context.close()
})

test('a shopper sees when to expect what is on its way', async () => {
  const { page, context, errors } = await visit('/', phone)
  await page.evaluate(() => localStorage.setItem('nunchi.shop.person', JSON.stringify('demo-shopper-3')))
  await page.goto(`${served().url}/me`)
  await page.locator('[data-arrival]').first().waitFor()
  await settled(page)
  await expectGood(page, 'me-arrival', phone)
  expect(errors).toEqual([])
  await context.close()
})

test('what a shopper orders is brought, and the page of the order says when', async () => {
  const { page, context, errors } = await visit('/', phone)
  await page.evaluate(() => localStorage.setItem('nunchi.shop.person', JSON.stringify('demo-shopper-3')))
  await page.goto(`${served().url}/`)
  await page.locator('[data-nunchi-product]').first().getByRole('link').click()
  await page.getByRole('button', { name: '장바구니에 담기' }).click()
  await page.getByRole('link', { name: '장바구니 보기' }).click()
  await page.getByRole('link', { name: '주문하기' }).click()
  await page.getByLabel('받는 분').fill('가상 고객')
  await page.getByLabel('전화번호').fill('010-0000-0000')
  await page.getByLabel('주소').fill('가상시 데모로 12, 3층')
  await page.getByRole('button', { name: /주문하기/ }).click()
  await page.waitForURL('**/orders/*')
  await page.locator('[data-arrival]').waitFor()
  await settled(page)
  await expectGood(page, 'order-arrival', phone)
  const order = page.url().split('/').at(-1)!
  const { vehicle } = await ask<{ vehicle?: string }>('GET', `/v1/dispatch/deliveries/${order}`)
  expect(vehicle).toBeDefined()
  expect(errors).toEqual([])
  await context.close()
})

import type { NewKeyBody, RoundBody, RoundEventsBody, VehiclesBody } from '@nunchi/protocol'
import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser } from './testing-chromium.ts'
import { openNetwork } from './testing-network.ts'
import { type Look, openPage, overflows, seriousViolations, settled, takePicture, vitalsOf } from './testing-page.ts'
import { serveDemo } from './testing-served.ts'
import { until } from './testing-until.ts'

const korean: Look = { width: 390, lang: 'ko' }
const english: Look = { width: 390, lang: 'en', scheme: 'dark' }
const browser = openBrowser()
const served = serveDemo('tiny')
const network = openNetwork(() => served().url)
const untilMs = 20_000
const vehicles = ['demo-1', 'demo-2'] as const
const keys = new Map<string, NewKeyBody>()

async function ask<Answer>(method: string, path: string, body?: object, key = served().secret): Promise<Answer> {
  const headers = { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) }
  const answer = await fetch(`${served().url}${path}`, { method, headers, body: body && JSON.stringify(body) })
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true)
  return (await answer.text().then((text) => (text === '' ? undefined : JSON.parse(text)))) as Answer
}
const makeKey = (vehicle: string) => ask<NewKeyBody>('POST', '/v1/keys', { name: vehicle, scope: 'driver', vehicle })
const roundOf = (vehicle: string) => ask<RoundBody>('GET', '/v1/floor/round', undefined, keys.get(vehicle)!.secret)

beforeAll(async () => {
  const there = async () =>
    (await ask<VehiclesBody>('GET', '/v1/dispatch/vehicles')).vehicles.map(({ vehicle }) => vehicle)
  await until(async () => (await there()).includes('demo-2')) // the demo registers them beside the answers
  for (const vehicle of vehicles) keys.set(vehicle, await makeKey(vehicle))
})

beforeEach(() => {
  network.mend()
  network.instead.clear()
})

async function phone(vehicle: string, look: Look) {
  const opened = await openPage(await browser(), `${network.url}/console/round#key=${keys.get(vehicle)!.secret}`, look)
  const verdicts: string[] = []
  opened.page.on('response', async (response) => {
    if (!response.url().endsWith('/v1/floor/events') || !response.ok()) return
    // A page that closes takes an answer that is under way with it: nobody waits for its verdicts then.
    const body: RoundEventsBody | undefined = await response.json().catch(() => undefined)
    verdicts.push(...(body?.results ?? []).map(({ status }) => status))
  })
  await settled(opened.page)
  return { ...opened, verdicts }
}

const press = (page: Page, name: string | RegExp) =>
  page.locator('section').first().getByRole('button', { name, exact: true }).first().click()
/** Until the newest service worker has all files and answers for the page. */
const isReady = (page: Page) =>
  expect
    .poll(
      () =>
        page.evaluate(async () => {
          const { active, installing, waiting } = await navigator.serviceWorker.ready
          return active?.state === 'activated' && !installing && !waiting && !!navigator.serviceWorker.controller
        }),
      { timeout: untilMs },
    )
    .toBe(true)
const lookNow = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('online')))

async function expectGood(page: Page, name: string, look: Look): Promise<void> {
  await takePicture(page, name, look)
  expect.soft(await seriousViolations(page), name).toEqual([])
  expect.soft(await overflows(page), `${name}: wider than the window`).toBe(false)
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('main ol button, main section button, main a')].flatMap((one) => {
      const { height, width } = one.getBoundingClientRect()
      return height < 44 || width < 44 ? [one.textContent] : []
    }),
  )
  expect.soft(small, `${name}: too small for a thumb`).toEqual([])
}

test('a driver sees the day, sets out, and what is next is large and good to look at', async () => {
  const { page, context } = await phone('demo-1', korean)
  await expectGood(page, 'driver-planned', korean)
  await page.getByRole('button', { name: '출발', exact: true }).click()
  await page.getByText('모두 보냈습니다').waitFor()
  expect.soft((await vitalsOf(page)).cls).toBeLessThan(0.02)
  await expectGood(page, 'driver-round', korean)
  await context.close()
})

test('in English and in the dark as well, and with the reasons for what could not be delivered', async () => {
  const { page, context } = await phone('demo-1', english)
  await expectGood(page, 'driver-round', english)
  await press(page, 'Could not deliver')
  await expectGood(page, 'driver-why', english)
  await press(page, 'Back')
  await page.getByRole('button', { name: 'Arrived', exact: true }).waitFor()
  await context.close()
})

test('opened once, the page opens without a network; what is reported then is kept, and counts once when it is back', async () => {
  const { page, context, verdicts } = await phone('demo-1', korean)
  await isReady(page)
  const next = (await roundOf('demo-1')).next!
  network.cut()
  await page.reload()
  await page.getByRole('button', { name: '도착', exact: true }).click()
  await press(page, '배송 완료')
  await page.getByText('아직 보내지 못한 기록 2건').waitFor()
  await page.reload()
  await page.getByText('아직 보내지 못한 기록 2건').waitFor()
  await expectGood(page, 'driver-away', korean)
  network.mend()
  await lookNow(page)
  await page.getByText('모두 보냈습니다').waitFor()
  await expect.poll(() => verdicts).toEqual(['accepted', 'accepted']) // heard beside what the page does
  expect(await ask('GET', `/v1/dispatch/deliveries/${next}`)).toMatchObject({ state: 'delivered' })
  await context.close()
})

test('no answer and no key is in a cache, and who signs out leaves nothing of it on the phone', async () => {
  const { page, context } = await phone('demo-1', korean)
  await isReady(page)
  await page.reload()
  await page.getByText('모두 보냈습니다').waitFor()
  const kept = await page.evaluate(async () => {
    const names = await caches.keys()
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return requests.flat().map(({ url }) => new URL(url).pathname + new URL(url).hash)
  })
  expect(kept.length).toBeGreaterThan(5)
  expect(kept.filter((path) => !/^\/console\/(assets\/[^#]+)?$/.test(path))).toEqual([])
  await page.getByRole('button', { name: '이 휴대전화에서 로그아웃' }).click()
  await page.getByRole('button', { name: '네, 로그아웃' }).click()
  await page.getByText('배차 담당자가 보낸 링크를 열어 주세요').waitFor()
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toMatch(/nk_|DEMO-|address/)
  await context.close()
})

test('a new build is seen with the next look, and kept for when there is no network', async () => {
  const { page, context } = await phone('demo-2', korean)
  await isReady(page)
  const old = await (await fetch(`${served().url}/console/round-worker.js`)).text()
  const html = await (await fetch(`${served().url}/console/`, { headers: { accept: 'text/html' } })).text()
  const body = html.replace('</head>', '<meta name="build" content="newer"></head>')
  for (const path of ['/console/', '/console/round']) network.instead.set(path, { type: 'text/html', body })
  const version = /[0-9a-f]{16}/.exec(old)![0]
  const worker = old.replace(version, 'f'.repeat(16))
  network.instead.set('/console/round-worker.js', { type: 'text/javascript', body: worker })
  const isNew = () => page.locator('meta[name="build"][content="newer"]').count()
  await page.reload()
  expect(await isNew()).toBe(1)
  await expect
    .poll(() => page.evaluate(() => caches.keys()), { timeout: untilMs })
    .toContain(`nunchi-round-${'f'.repeat(16)}`)
  await isReady(page)
  network.cut()
  await page.reload()
  expect(await isNew()).toBe(1)
  await page.getByRole('button', { name: '출발', exact: true }).waitFor()
  await context.close()
})

test('two phones with one key, one of them with a wrong clock, come to the same round', async () => {
  const [one, two] = [await phone('demo-2', korean), await phone('demo-2', english)]
  await one.context.addInitScript(() => {
    const now = Date.now
    Date.now = () => now() - 3 * 3_600_000
  })
  await one.page.reload()
  await one.page.getByRole('button', { name: '출발', exact: true }).click()
  await one.page.getByText('모두 보냈습니다').waitFor()
  await lookNow(two.page)
  await two.page.getByRole('button', { name: 'Arrived', exact: true }).waitFor()
  await press(two.page, 'Arrived')
  await two.page.getByText('Everything is sent').waitFor()
  await press(two.page, 'Could not deliver')
  await press(two.page, 'Nobody there')
  await two.page.getByText('Everything is sent').waitFor()
  const failed = (await roundOf('demo-2')).stops.find(({ state }) => state === 'failed')!
  await lookNow(one.page)
  await one.page.getByText('배송 실패').first().waitFor()
  await one.page.getByRole('button', { name: `${failed.delivery} 되돌리기` }).click()
  await one.page.getByText('모두 보냈습니다').waitFor()
  await press(one.page, '배송 완료')
  await one.page.getByText('모두 보냈습니다').waitFor()
  const told = (await roundOf('demo-2')).stops.find(({ delivery }) => delivery === failed.delivery)!
  expect(told.state).toBe('delivered')
  expect(Math.abs(told.endedAt! - Date.now())).toBeLessThan(60_000)
  await lookNow(two.page)
  await two.page.getByRole('button', { name: `Undo ${failed.delivery}` }).waitFor()
  expect([...one.errors, ...two.errors]).toEqual([])
  for (const { context } of [one, two]) await context.close()
})

test('what the dispatcher changes while the phone is away is told, and the day goes on by the keyboard alone', async () => {
  const { page, context, errors } = await phone('demo-2', english)
  const { stops } = await roundOf('demo-2')
  const last = stops.at(-1)!
  network.cut()
  await lookNow(page)
  await page.getByText('No connection').waitFor()
  await ask('DELETE', `/v1/dispatch/deliveries/${last.delivery}`)
  network.mend()
  await lookNow(page)
  await page.getByText('Your round was changed').waitFor()
  await page.getByText('Taken off:').waitFor()
  await expectGood(page, 'driver-changed', english)
  const understood = page.getByRole('button', { name: 'Understood' })
  await understood.focus()
  await page.keyboard.press('Enter')
  await understood.waitFor({ state: 'detached' })
  const done = (await roundOf('demo-2')).next!
  await page.getByRole('button', { name: 'Arrived', exact: true }).focus()
  await page.keyboard.press('Enter')
  // The focus is at the stop: the next button is a key away, and a second press of Enter says nothing.
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SECTION')
  await page.keyboard.press('Enter')
  const delivered = page.locator('section').first().getByRole('button', { name: 'Delivered', exact: true })
  while (!(await delivered.evaluate((one) => one === document.activeElement))) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await roundOf('demo-2')).stops.find(({ delivery }) => delivery === done)?.state)
    .toBe('delivered')
  expect(errors.filter((text) => !/ERR_|Failed to load/.test(text))).toEqual([])
  await context.close()
})

test('a key that was revoked keeps what was reported, says what to do, and the next key sends it', async () => {
  const { page, context } = await phone('demo-1', korean)
  const next = (await roundOf('demo-1')).next
  await ask('DELETE', `/v1/keys/${keys.get('demo-1')!.key.id}`)
  await press(page, '배송 완료')
  await page.getByText('더 이상 쓸 수 없는 링크입니다').waitFor()
  await page.getByText('아직 보내지 못한 기록 1건').waitFor()
  await expectGood(page, 'driver-revoked', korean)
  keys.set('demo-1', await makeKey('demo-1'))
  await page.goto(`${network.url}/console/round#key=${keys.get('demo-1')!.secret}`)
  await page.getByText('모두 보냈습니다').waitFor()
  await expect
    .poll(async () => (await roundOf('demo-1')).stops.find(({ delivery }) => delivery === next)?.state)
    .toBe('delivered')
  await context.close()
})

test('what was reported of a plan that is gone, or before its round, is held back with the reason, and blocks nothing', async () => {
  const { page, context } = await phone('demo-1', korean)
  const { day: today } = await roundOf('demo-1')
  await page.evaluate(
    (days) => {
      for (const day of days) {
        const act = { id: `of-${day}`, kind: 'delivered', at: 1, delivery: 'DEMO-9' }
        const kept = { day, vehicle: 'demo-1', act }
        localStorage.setItem(`nunchi.round.act.${act.id}`, JSON.stringify(kept))
      }
    },
    ['2020-01-01', today],
  )
  await page.reload()
  await page.getByText('서버가 받지 않은 기록 2건').waitFor()
  await page.getByText('휴대폰 시계가 틀렸다면').waitFor()
  await expectGood(page, 'driver-held', korean)
  await press(page, '배송 완료')
  await page.getByText('모두 보냈습니다').waitFor()
  await page.getByRole('button', { name: '버리기' }).click()
  await page.getByRole('button', { name: '버리기' }).click()
  await page.getByText('서버가 받지 않은 기록').waitFor({ state: 'detached' })
  await context.close()
})

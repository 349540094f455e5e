import type { NewKeyBody, PlansBody, RoundBody, SolveBody } from '@nunchi/protocol'
import { beforeAll, expect, test } from 'vitest'
import { openBrowser } from './testing-chromium.ts'
import { type Look, openPage, overflows, seriousViolations, settled, takePicture } from './testing-page.ts'
import { serveDemo } from './testing-served.ts'
import { until } from './testing-until.ts'

const browser = openBrowser()
const served = serveDemo('tiny')
const untilMs = 20_000
const day = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10)
let driver: NewKeyBody

async function ask<Answer>(method: string, path: string, body?: object, key = served().secret): Promise<Answer> {
  const headers = { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) }
  const answer = await fetch(`${served().url}${path}`, { method, headers, body: body && JSON.stringify(body) })
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true)
  return (await answer.json()) as Answer
}
const roundNow = () => ask<RoundBody>('GET', '/v1/floor/round', undefined, driver.secret)

beforeAll(async () => {
  const travel = { by: 'great-circle', kmPerHour: 30, detourPercent: 130 }
  const home = { name: '성수 거점', lat: 37.5445, lon: 127.0557, zone: 'Asia/Seoul', travel }
  await ask('PUT', '/v1/dispatch/depots/relay', home)
  await ask('PUT', '/v1/dispatch/vehicles/relay-1', {
    name: '다마스 1호',
    depot: 'relay',
    capacity: { parcels: 4 },
    shift: { fromMinute: 0, untilMinute: 2_879 },
    costs: { fixedMinor: 10_000, perKmMinor: 300, perHourMinor: 12_000 },
    returns: true,
    tripsMax: 3,
    loadingMinutes: 15,
  })
  const deliveries = Array.from({ length: 7 }, (_, n) => ({
    delivery: `R-${n + 1}`,
    place: {
      lat: home.lat + 0.004 * (n - 3),
      lon: home.lon + 0.006 * ((n * 5) % 7),
      address: `서울 성동구 가상로 ${n + 1}`,
    },
    day,
    windows: [],
    serviceSeconds: 180,
    amounts: { parcels: 1 },
    depot: 'relay',
  }))
  await ask('POST', '/v1/dispatch/deliveries', { deliveries })
  const plans = () => ask<PlansBody>('GET', `/v1/dispatch/plans?day=${day}`)
  await until(async () => (await plans()).plans.some(({ state }) => state === 'accepted')) // of the demo's own
  const { solve } = await ask<SolveBody>('POST', '/v1/dispatch/solves', { day, seconds: 3, seed: 1 })
  const told = () => ask<SolveBody>('GET', `/v1/dispatch/solves/${solve}`)
  await until(async () => (await told()).state === 'done')
  await ask('POST', `/v1/dispatch/plans/${(await told()).plan}/accept`)
  driver = await ask<NewKeyBody>('POST', '/v1/keys', { name: 'relay', scope: 'driver', vehicle: 'relay-1' })
})

const looks: readonly Look[] = [
  { width: 390, lang: 'ko' },
  { width: 390, lang: 'en', scheme: 'dark' },
]

test('a driver sets out with what fits in, is sent back to load, and goes on with the next trip', async () => {
  const [korean, english] = looks as [Look, Look]
  const { page, context } = await openPage(
    await browser(),
    `${served().url}/console/round#key=${driver.secret}`,
    korean,
  )
  await settled(page)
  const press = (name: string) => page.getByRole('main').getByRole('button', { name, exact: true }).first().click()
  await expect.poll(() => page.getByText('실을 물건:').first().textContent(), { timeout: untilMs }).toMatch(/[1-4]개/)
  await takePicture(page, 'driver-trips', korean)
  await press('출발')
  const first = (await roundNow()).stops.findIndex(({ reload }) => reload)
  expect(first).toBeGreaterThan(0)
  for (let n = 0; n < first; n++) {
    await press('배송 완료')
    await expect.poll(async () => (await roundNow()).stops[n]!.state, { timeout: untilMs }).toBe('delivered')
  }
  const load = page.getByRole('heading', { name: '성수 거점(으)로 돌아와 싣기' })
  await load.waitFor({ timeout: untilMs })
  await takePicture(page, 'driver-reload', korean)
  expect(await seriousViolations(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  const other = await openPage(await browser(), `${served().url}/console/round#key=${driver.secret}`, english)
  await settled(other.page)
  await other.page.getByRole('heading', { name: 'Back to 성수 거점, to load' }).waitFor({ timeout: untilMs })
  await takePicture(other.page, 'driver-reload', english)
  expect(await seriousViolations(other.page)).toEqual([])
  await other.context.close()
  await press('다 실었음, 다시 출발')
  await load.waitFor({ state: 'detached', timeout: untilMs })
  await page.getByText('마지막: 상차 완료').waitFor({ timeout: untilMs })
  await takePicture(page, 'driver-loaded', korean)
  expect(await seriousViolations(page)).toEqual([])
  await press('되돌리기') // it was pressed by mistake
  await load.waitFor({ timeout: untilMs })
  await expect.poll(async () => (await roundNow()).stops[first]!.reload!.isOver, { timeout: untilMs }).toBe(false)
  await press('다 실었음, 다시 출발')
  await load.waitFor({ state: 'detached', timeout: untilMs })
  await expect.poll(async () => (await roundNow()).stops[first]!.reload!.isOver, { timeout: untilMs }).toBe(true)
  expect((await roundNow()).next).toBe((await roundNow()).stops[first]!.delivery)
  await context.close()
}, 120_000)

test('the console shows where a vehicle loads again', async () => {
  for (const look of [
    { width: 1_280, lang: 'ko' },
    { width: 390, lang: 'en', scheme: 'dark' },
  ] as const) {
    const { page, context } = await openPage(
      await browser(),
      `${served().url}/console/dispatch#key=${served().secret}`,
      look,
    )
    await settled(page)
    const bar = page.getByRole('img', { name: look.lang === 'ko' ? /재상차/ : /loads at the depot/ }).first()
    await bar.waitFor({ timeout: untilMs })
    await bar.scrollIntoViewIfNeeded()
    await takePicture(page, 'console-dispatch-reload', look)
    expect(await seriousViolations(page)).toEqual([])
    expect(await overflows(page)).toBe(false)
    await context.close()
  }
}, 120_000)

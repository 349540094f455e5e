import { openInMemory } from '@nunchi/engine'
import type { PutDepotBody, PutVehicleBody } from '@nunchi/protocol'
import { expect, test } from 'vitest'
import { type Client, createClient } from '../index.ts'

const depot: PutDepotBody = {
  name: 'D',
  lat: 37.5,
  lon: 127,
  zone: 'Asia/Seoul',
  travel: { by: 'great-circle', kmPerHour: 30, detourPercent: 130 },
}
const vehicle: PutVehicleBody = {
  name: 'V',
  depot: 'd',
  capacity: { parcels: 10 },
  shift: { fromMinute: 540, untilMinute: 1_080 },
  skills: [],
  costs: { fixedMinor: 0, perKmMinor: 300, perHourMinor: 0 },
  returns: true,
}
const csv = 'id,title\n'

/** One use of every call; the compiler sees to it that none is missing. */
const uses: { readonly [Call in keyof Client]: (client: Client) => Promise<unknown> } = {
  home: (client) => client.home(),
  rank: (client) => client.rank({ products: [] }),
  why: (client) => client.why({ product: 'p' }),
  next: (client) => client.next(),
  product: (client) => client.product('p'),
  search: (client) => client.search({ q: 'p' }),
  suggest: (client) => client.suggest({ q: 'p' }),
  interests: (client) => client.interests(),
  preferences: (client) => client.preferences(),
  changePreferences: (client) => client.changePreferences({ personalised: true }),
  myData: (client) => client.myData(),
  contacts: (client) => client.contacts(),
  addContact: (client) => client.addContact({ target: { kind: 'email', address: 'kim@mail.example' } }),
  wishToBeTold: (client) => client.wishToBeTold({ wishes: { language: 'ko', zone: 'Asia/Seoul', perDayMax: 20 } }),
  removeContact: (client) => client.removeContact('c'),
  forget: (client) => client.forget(),
  erasure: (client) => client.erasure(0),
  subscribe: (client) => client.subscribe({ wanted: { what: 'products', products: ['p'] }, conditions: [] }),
  changeSubscription: (client) =>
    client.changeSubscription('s', { wanted: { what: 'query', words: 'w' }, conditions: [] }),
  endSubscription: (client) => client.endSubscription('s'),
  subscriptions: (client) => client.subscriptions(),
  suggestion: (client) => client.suggestion({ product: 'p' }),
  alerts: (client) => client.alerts(),
  alertStream: (client) => client.alertStream().next(),
  priceHistory: (client) => client.priceHistory('p'),
  deal: (client) => client.deal('p'),
  waiting: (client) => client.waiting(),
  learnWaiting: (client) => client.learnWaiting(),
  cancelWaiting: (client) => client.cancelWaiting(),
  dryRun: (client) => client.dryRun({ product: 'p', priceMinor: 1 }),
  busiest: (client) => client.busiest(),
  heldPrices: (client) => client.heldPrices(),
  judgePrice: (client) => client.judgePrice({ product: 'p', totalMinor: 1, verdict: 'wrong' }),
  events: (client) => client.events([]),
  batch: (client) => client.batch([]),
  importHistory: (client) => client.importHistory([]),
  stream: (client) => client.stream().next(),
  shoppers: (client) => client.shoppers(),
  sales: (client) => client.sales(),
  timeline: (client) => client.timeline(),
  status: (client) => client.status(),
  policies: (client) => client.policies(),
  quality: (client) => client.quality(),
  ranker: (client) => client.ranker(),
  chooseRanker: (client) => client.chooseRanker(null),
  trainRanker: (client) => client.trainRanker(),
  cancelTraining: (client) => client.cancelTraining(),
  keys: (client) => client.keys(),
  makeKey: (client) => client.makeKey({ name: 'k', scope: 'publishable' }),
  revokeKey: (client) => client.revokeKey('k'),
  delivery: (client) => client.delivery(),
  replayLetters: (client) => client.replayLetters(['l']),
  metrics: (client) => client.metrics(),
  alive: (client) => client.alive(),
  ready: (client) => client.ready(),
  startImport: (client) => client.startImport(csv, { kind: 'catalog' }),
  imports: (client) => client.imports(),
  importOf: (client) => client.importOf('i'),
  cancelImport: (client) => client.cancelImport('i'),
  importRejects: (client) => client.importRejects('i'),
  malls: (client) => client.malls(),
  mall: (client) => client.mall('m'),
  putMall: (client) => client.putMall('m', { name: 'M' }),
  updateMallPrices: (client) => client.updateMallPrices('m', { updates: [] }),
  updatePrices: (client) => client.updatePrices({ updates: [] }),
  pauseMall: (client) => client.pauseMall('m'),
  resumeMall: (client) => client.resumeMall('m'),
  eraseMall: (client) => client.eraseMall('m'),
  feedRuns: (client) => client.feedRuns('m'),
  feedRun: (client) => client.feedRun('m', 'r'),
  fetchFeed: (client) => client.fetchFeed('m'),
  uploadFeed: (client) => client.uploadFeed('m', csv, {}),
  cancelFeedRun: (client) => client.cancelFeedRun('m', 'r'),
  applyFeedRun: (client) => client.applyFeedRun('m', 'r'),
  dismissFeedRun: (client) => client.dismissFeedRun('m', 'r'),
  feedRejects: (client) => client.feedRejects('m', 'r'),
  offers: (client) => client.offers(),
  offer: (client) => client.offer({ mall: 'm', key: 'k' }),
  productOffers: (client) => client.productOffers('p'),
  correctValue: (client) => client.correctValue({ mall: 'm', key: 'k', name: 'color' }, { value: 'black' }),
  reviews: (client) => client.reviews(),
  judge: (client) => client.judge({ one: { mall: 'm', key: 'k' }, other: { mall: 'n', key: 'l' }, verdict: 'same' }),
  withdrawValue: (client) => client.withdrawValue({ mall: 'm', key: 'k', name: 'color' }),
  withdrawVerdict: (client) => client.withdrawVerdict({ one: { mall: 'm', key: 'k' }, other: { mall: 'n', key: 'l' } }),
  coverage: (client) => client.coverage(),
  planRoutes: (client) => client.planRoutes({ vehicles: [] }),
  startRouting: (client) => client.startRouting({}),
  routingSolves: (client) => client.routingSolves(),
  routingSolve: (client) => client.routingSolve('s'),
  routingSolveStream: (client) => client.routingSolveStream('s').next(),
  endRouting: (client) => client.endRouting('s'),
  depots: (client) => client.depots(),
  putDepot: (client) => client.putDepot('d', depot),
  removeDepot: (client) => client.removeDepot('d'),
  roads: (client) => client.roads('d'),
  putRoads: (client) => client.putRoads('d', { lines: [] }),
  vehicles: (client) => client.vehicles(),
  putVehicle: (client) => client.putVehicle('v', vehicle),
  removeVehicle: (client) => client.removeVehicle('v'),
  deliveries: (client) => client.deliveries({ day: '2026-07-27' }),
  deliveryOf: (client) => client.deliveryOf('d'),
  addDeliveries: (client) => client.addDeliveries([]),
  cancelDelivery: (client) => client.cancelDelivery('d'),
  startSolve: (client) => client.startSolve({ day: '2026-07-27' }),
  solveOf: (client) => client.solveOf('s'),
  solveStream: (client) => client.solveStream('s').next(),
  endSolve: (client) => client.endSolve('s'),
  plans: (client) => client.plans('2026-07-27'),
  plan: (client) => client.plan('p'),
  acceptPlan: (client) => client.acceptPlan('p'),
  withdrawPlan: (client) => client.withdrawPlan('p'),
  moveStop: (client) => client.moveStop('p', { version: 0, delivery: 'd', vehicle: null }),
  comparePlans: (client) => client.comparePlans('p', 'q'),
  round: (client) => client.round(),
  sendRoundEvents: (client) => client.sendRoundEvents({ day: '2026-07-27', events: [] }),
  arrivals: (client) => client.arrivals(),
  arrivalStream: (client) => client.arrivalStream().next(),
}

/** One address per call of the Segment protocol, and the short ones: `batch` does what they do. */
const oneByOne = /^POST \/v1\/(track|identify|page|screen|group|alias|[tipsgab])$/
/** For clients of VROOM, which know no path: `planRoutes` and `ready` do what they do. */
const forVroom = /^(POST \/|GET \/health)$/
const forPeople = /^(GET \/(docs|demo|console)|(GET|POST) \/unsubscribe)/

test('there is a typed call for everything that the server answers', async () => {
  const nunchi = await openInMemory()
  await nunchi.server.listen({ port: 0 })
  const docs = await nunchi.server.inject({ url: '/docs/json' })
  const { paths } = docs.json() as { paths: Record<string, Record<string, unknown>> }
  const offered = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const asked: string[] = []
  const fetch = async (input: unknown, init?: RequestInit) => {
    asked.push(`${init?.method} ${String(input).replace(/\?.*/, '')}`)
    return new Response('{"error":{"code":"SEEN","message":"seen","requestId":"r"}}', { status: 418 })
  }
  const client = createClient({ url: '', key: 'k', person: { user: 'u' }, fetch })
  for (const use of Object.values(uses)) await use(client).catch(() => {})
  const isAsked = (operation: string) => {
    const pattern = new RegExp(`^${operation.replace(/\{[^}]+\}/g, '[^/]+')}$`)
    return asked.some((one) => pattern.test(one))
  }
  expect(offered.length).toBeGreaterThan(20)
  const missing = offered.filter(
    (one) => !oneByOne.test(one) && !forPeople.test(one) && !forVroom.test(one) && !isAsked(one),
  )
  expect(missing, 'calls to add to client/*-calls.ts').toEqual([])
  await nunchi.close()
})

import type { Served } from './testing-served.ts'

/** A made-up mall of the tests, and how it writes what it sells. */
type MadeUpMall = {
  readonly id: string
  readonly name: string
  /** What it charges beside the others. */
  readonly level: number
  readonly shipping: number
  readonly write: (thing: Thing) => string
}
type Thing = {
  readonly id: number
  readonly brand: string
  readonly name: string
  readonly code?: string
  readonly variety: string
  readonly category: string
  readonly won: number
  readonly gtin?: string
  /** What a mall calls it that has words of its own, so that nobody can be sure. */
  readonly elsewhere?: string
}

/** Things that nobody sells, of brands that are none. */
const things: readonly Thing[] = [
  ['모락', '진공 텀블러', 'MR-T500', '500ml 블랙', '주방용품 > 컵 > 텀블러', 18_900, '8800000000012'],
  ['모락', '진공 텀블러', 'MR-T500', '500ml 화이트', '주방용품 > 컵 > 텀블러', 18_900, '8800000000029'],
  ['모락', '진공 텀블러', 'MR-T750', '750ml 블랙', '주방용품 > 컵 > 텀블러', 23_900],
  ['달그락', '도자기 머그', undefined, '350ml 2개', '주방용품 > 컵 > 머그', 15_000],
  ['달그락', '도자기 머그', undefined, '350ml 4개', '주방용품 > 컵 > 머그', 27_000],
  ['포근상회', '극세사 담요', undefined, '100x150cm 베이지', '침구 > 담요', 21_000],
  ['포근상회', '극세사 담요', undefined, '100x150cm 그레이', '침구 > 담요', 21_000],
  ['포근상회', '기능성 경추 베개', 'PG-20', '60x40cm', '침구 > 베개', 32_900],
  ['샘골', '생수', undefined, '2L x 12개', '식품 > 생수·음료 > 생수', 9_900, '8800000000036'],
  ['샘골', '생수', undefined, '500ml x 40개', '식품 > 생수·음료 > 생수', 13_900, '8800000000043'],
  ['샘골', '탄산수 라임', undefined, '500ml x 20개', '식품 > 생수·음료 > 탄산수', 14_500],
  ['소리결', '무선 이어폰', 'SG-B7', '화이트', '디지털 > 음향 > 이어폰', 69_000],
  ['소리결', '무선 이어폰', 'SG-B7 PRO', '화이트', '디지털 > 음향 > 이어폰', 99_000],
  ['소리결', 'USB C 충전기', 'SG-65W', '65W 2포트', '디지털 > 충전기', 35_000],
  ['한올', '여성 린넨 셔츠', undefined, 'M 아이보리', '패션 > 여성의류 > 셔츠', 39_000],
  ['한올', '여성 린넨 셔츠', undefined, 'L 아이보리', '패션 > 여성의류 > 셔츠', 39_000],
  ['한올', '남성 면 양말', undefined, '블랙 5켤레', '패션 > 남성의류 > 양말', 12_000],
  ['한올', '남성 면 양말', undefined, '화이트 5켤레', '패션 > 남성의류 > 양말', 12_000],
  ['새들녘', '현미', undefined, '4kg', '식품 > 쌀·잡곡 > 현미', 17_800],
  ['새들녘', '현미', undefined, '10kg', '식품 > 쌀·잡곡 > 현미', 39_800],
  ['맑은결', '세탁 세제', undefined, '3L 2개', '생활용품 > 세제', 19_900],
  ['맑은결', '세탁 세제 리필', undefined, '2.4L 4개', '생활용품 > 세제', 28_900],
  ['맑은결', '3겹 화장지', undefined, '30m x 30롤', '생활용품 > 화장지', 24_500],
  ['소리결', '블루투스 스피커', 'SG-S3', '블랙', '디지털 > 음향 > 스피커', 54_000],
  ['하루한장', '데일리 다이어리 탁상', undefined, '', '문구 > 다이어리', 9_000, undefined, '다이어리 휴대용'],
  ['오늘한줄', '플래너 다이어리 휴대용', undefined, '', '문구 > 다이어리', 9_000, undefined, '다이어리 탁상'],
  ['결담', '데일리 도시락통 휴대용', undefined, '', '나들이 > 도시락통', 9_000, undefined, '도시락통 탁상'],
].map(([brand, name, code, variety, category, won, gtin, elsewhere], nth) => {
  return { id: nth + 1, brand, name, code, variety, category, won, gtin, elsewhere } as Thing
})

const inLatin: readonly (readonly [RegExp, string])[] = [
  [/블랙/, 'Black'],
  [/화이트/, 'WHITE'],
  [/베이지/, 'Beige'],
  [/그레이/, 'gray'],
]
const latin = (text: string): string => inLatin.reduce((said, [korean, word]) => said.replace(korean, word), text)

/** What each of the malls sells. */
export const madeUpCount = things.length

/** Malls that are made up, as are their offers: they stand for no shop that there is. */
export const madeUpMalls: readonly MadeUpMall[] = [
  {
    ...{ id: 'made-up-one', name: '지어낸 한마음몰', level: 1, shipping: 3_000 },
    write: ({ brand, name, code, variety }) => `[${brand}] ${name} ${code ?? ''} ${variety}`,
  },
  {
    ...{ id: 'made-up-dawn', name: '지어낸 새벽마켓', level: 1.05, shipping: 0 },
    write: ({ brand, name, variety, elsewhere }) =>
      `${brand} ${(elsewhere ?? name).replace(' ', '')} ${latin(variety)} 내일도착`,
  },
  {
    ...{ id: 'made-up-green', name: '지어낸 초록가게', level: 0.96, shipping: 2_500 },
    write: ({ brand, name, code, variety, id }) =>
      `★특가★ ${name} ${variety} ${id % 3 === 0 ? '' : brand} ${code?.replace('-', '') ?? ''}`,
  },
]

const columns = 'id title brand product_type price availability shipping gtin mpn image_link link'.split(' ')

/** A mall's whole feed as a Google TSV; of the first `count` things. */
export function madeUpFeed({ id: mall, level, shipping, write }: MadeUpMall, count = things.length): string {
  const rows = things
    .slice(0, count)
    .map((thing) => [
      `${mall}-${thing.id}`,
      write(thing).replace(/\s+/g, ' ').trim(),
      mall === 'made-up-green' ? '' : thing.brand,
      thing.category,
      `${Math.round((thing.won * level) / 100) * 100} KRW`,
      thing.id % 7 === 0 ? 'out of stock' : 'in stock',
      `KR:::${shipping} KRW`,
      mall === 'made-up-dawn' ? '' : (thing.gtin ?? ''),
      mall === 'made-up-one' ? (thing.code ?? '') : '',
      `/demo/images/demo-${String(thing.id).padStart(5, '0')}.svg`,
      `https://${mall}.example/items/${thing.id}`,
    ])
  return `${[columns, ...rows].map((cells) => cells.join('\t')).join('\n')}\n`
}

/** Registers the made-up malls with a server and waits until their feeds are applied. */
export async function moveIn(served: Served, malls: readonly MadeUpMall[] = madeUpMalls): Promise<void> {
  for (const mall of malls) {
    await registerMall(served, mall)
    await sendFeed(served, mall.id, madeUpFeed(mall))
  }
}

/** Registers a made-up mall, by leave of somebody made up. */
export async function registerMall(served: Served, { id, name }: MadeUpMall): Promise<void> {
  const consent = { by: 'Somebody made up', note: 'Made up for the tests' }
  await ask(served, 'PUT', `/v1/malls/${id}`, JSON.stringify({ name, consent }))
}

/** Sends a feed and waits until its reading has ended. @returns how */
export async function sendFeed(served: Served, mall: string, text: string): Promise<string> {
  const { run } = await ask<{ run: string }>(served, 'POST', `/v1/malls/${mall}/runs?name=feed.tsv`, text)
  for (;;) {
    const { state } = await ask<{ state: string }>(served, 'GET', `/v1/malls/${mall}/runs/${run}`)
    if (!['waiting', 'fetching', 'comparing', 'applying'].includes(state)) return state
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** A product that several of the made-up malls offer. */
export async function productOfMalls(served: Served): Promise<string> {
  const q = encodeURIComponent('진공 텀블러 500ml 블랙')
  const { offers } = await ask<{ offers: { product: string }[] }>(served, 'GET', `/v1/offers?q=${q}&count=1`)
  return offers[0]!.product
}

async function ask<Answer>({ url, secret }: Served, method: string, path: string, body?: string): Promise<Answer> {
  const type = body?.startsWith('{') ? 'application/json' : 'application/octet-stream'
  const headers = { authorization: `Bearer ${secret}`, ...(body === undefined ? {} : { 'content-type': type }) }
  const response = await fetch(`${url}${path}`, { method, headers, body })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Answer
}

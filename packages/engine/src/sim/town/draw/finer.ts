import type { Shape } from '../kinds.ts'
import type { Silhouette } from './silhouettes.ts'

/** A word of a title -> a finer silhouette than the kind's, and the colour that such a thing has by nature. */
type Finer = readonly [word: string, silhouette: Silhouette, ink?: string]

/** By the kind's own shape, so that a word of another trade misleads nobody. The first word found decides. */
export const finer: Partial<Readonly<Record<Shape, readonly Finer[]>>> = {
  knit: [
    ['맨투맨', 'tee'],
    ['후드', 'hoodie'],
  ],
  coat: [['패딩', 'padding']],
  boot: [
    ['로퍼', 'loafer'],
    ['더비', 'loafer'],
    ['양말', 'sock'],
    ['덧신', 'sock'],
  ],
  bag: [['토트백', 'tote']],
  cap: [['비니', 'beanie']],
  jar: [
    ['쿠션', 'compact'],
    ['팩트', 'compact'],
    ['컨실러', 'serum', '#e3bfa0'],
    ['비타민C', 'pills', '#e39a3c'],
    ['오메가3', 'pills', '#d9a441'],
    ['유산균', 'pills', '#6fae8c'],
    ['루테인', 'pills', '#c46a52'],
  ],
  pump: [
    ['세럼', 'serum'],
    ['앰플', 'serum'],
    ['에센스', 'serum'],
    ['핸드크림', 'tube'],
  ],
  bottle: [
    ['쉐이빙', 'can'],
    ['주방세제', 'pump', '#7fb668'],
    ['유연제', 'jug', '#c58fc0'],
    ['세제', 'jug', '#5e93cf'],
    ['생수', 'water'],
    ['미네랄', 'water'],
    ['탄산수', 'water'],
  ],
  fruit: [
    ['감귤', 'fruit', '#f29a3a'],
    ['사과', 'fruit', '#d2484a'],
    ['한라봉', 'fruit', '#ef8c2f'],
    ['레드향', 'fruit', '#e8722e'],
    ['딸기', 'strawberry', '#dd4450'],
    ['샤인머스캣', 'grapes', '#a3c255'],
    ['블루베리', 'grapes', '#4d5f9e'],
    ['거봉', 'grapes', '#5e4079'],
  ],
  leaf: [
    ['방울토마토', 'fruit', '#dc4b3e'],
    ['샐러드', 'leaf', '#79ad52'],
    ['로메인', 'leaf', '#6aa14c'],
    ['쌈채소', 'leaf', '#5d9448'],
    ['고구마', 'potato', '#a2506a'],
    ['감자', 'potato', '#cda76c'],
    ['양파', 'fruit', '#cf9a55'],
    ['당근', 'root', '#e8803a'],
  ],
  meat: [
    ['삼겹살', 'meat', '#e08a84'],
    ['목살', 'meat', '#d97a74'],
    ['불고기', 'meat', '#b8474a'],
    ['차돌박이', 'meat', '#c9595a'],
  ],
  egg: [
    ['란', 'egg', '#d6a67a'],
    ['달걀', 'egg', '#dcb48c'],
  ],
  fish: [
    ['연어', 'fish', '#ee8f72'],
    ['새우', 'prawn', '#ee8a6c'],
    ['오징어', 'squid', '#d79a94'],
    ['고등어', 'fish', '#5b7fa0'],
  ],
  can: [
    ['요거트', 'yogurt', '#8fb6d9'],
    ['우유', 'carton', '#6d9fd3'],
    ['이유식', 'yogurt', '#e0a063'],
    ['분유', 'can', '#d8b26a'],
  ],
  'bag-of': [
    ['원두', 'coffee'],
    ['감자칩', 'snack', '#e8b84a'],
    ['쌀과자', 'snack', '#d9947a'],
    ['덴탈껌', 'bone'],
    ['간식', 'bone'],
    ['동결건조', 'bone'],
    ['사료', 'paw'],
  ],
  box: [
    ['기저귀', 'diaper', '#8fc2c9'],
    ['충전', 'charger'],
    ['보조배터리', 'charger'],
    ['케이블', 'charger'],
    ['드립백', 'box', '#7a5a45'],
    ['스틱', 'box', '#8a6244'],
    ['티백', 'box', '#9aa15a'],
  ],
  bowl: [
    ['비빔면', 'bowl', '#cf4f40'],
    ['우동', 'bowl', '#d9a05a'],
    ['즉석밥', 'bowl', '#6f93b5'],
    ['컵밥', 'bowl', '#d97f4a'],
    ['접시', 'plate'],
    ['파스타볼', 'dish'],
  ],
  pot: [
    ['에어프라이어', 'airfryer'],
    ['전기그릴', 'pan'],
    ['찌개', 'pot', '#b5533d'],
    ['갈비탕', 'pot', '#9a6a4a'],
    ['미역국', 'pot', '#56755c'],
  ],
  cup: [
    ['커피머신', 'coffeemaker'],
    ['그라인더', 'coffeemaker'],
    ['전기포트', 'kettle'],
    ['텀블러', 'tumbler'],
    ['보온병', 'tumbler'],
    ['유리컵', 'glass'],
  ],
  speaker: [['사운드바', 'soundbar']],
  fan: [
    ['로봇', 'robot'],
    ['청소기', 'vacuum'],
    ['가습기', 'humidifier'],
    ['청정기', 'purifier'],
    ['히터', 'heater'],
  ],
  laptop: [['태블릿', 'tablet']],
  roll: [['물티슈', 'tissue', '#86b7cf']],
  blanket: [
    ['담요', 'blanket'],
    ['이불', 'bedding'],
  ],
  knife: [['도마', 'board']],
  mat: [
    ['키보드', 'keyboard'],
    ['마우스', 'mouse'],
    ['폼롤러', 'roller'],
    ['블록', 'block'],
    ['링', 'ring'],
  ],
  toy: [['인형', 'bear']],
  ball: [
    ['라켓', 'racket'],
    ['축구공', 'soccer'],
    ['농구공', 'ball', '#d9793a'],
  ],
  tent: [
    ['의자', 'chair'],
    ['침낭', 'sleepingbag'],
  ],
  pen: [['형광펜', 'pens']],
  book: [
    ['노트', 'notebook'],
    ['스케치북', 'notebook'],
  ],
}

/** What a title says of the print, by its place in `draw-product.ts`. */
const prints: readonly (readonly [word: string, pattern: number])[] = [
  ['스트라이프', 1],
  ['체크', 3],
  ['플라워', 4],
]

export type Drawn = { readonly shape: Silhouette; readonly ink: string; readonly pattern: number }

type Known = {
  readonly shape: Shape
  readonly ink: string
  readonly pattern: number
  readonly seed: number
  readonly title: string
}

/**
 * How a product is drawn: as its kind and colour are, unless a word of its title, the brand before it aside, knows better.
 * Two of three are plain whatever their style, as things in shops are.
 */
export function finerLook({ shape, ink, pattern, seed, title }: Known): Drawn {
  const words = title.slice(title.indexOf(' ') + 1)
  const known = finer[shape]?.find(([word]) => words.includes(word))
  const print = prints.find(([word]) => words.includes(word))?.[1] ?? (seed % 3 === 0 ? pattern : 0)
  return { shape: known?.[1] ?? shape, ink: known?.[2] ?? ink, pattern: print }
}

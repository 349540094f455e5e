/** A made-up mall that sells what the town's shop compares. */
export type Mall = {
  readonly name: string
  /** What it charges beside the median of malls. */
  readonly level: number
  readonly shippingMinor: number
  /** From this sum on it ships for nothing. */
  readonly freeFromMinor: number
  /** How it writes a title around what the thing is called. */
  readonly title: (name: string) => string
}

/** All malls of the town. */
export function makeMalls(): readonly Mall[] {
  return [
    { name: '한마음몰', level: 1, shippingMinor: 3_000, freeFromMinor: 30_000, title: (name) => `[한마음몰] ${name}` },
    { name: '새벽마켓', level: 1.05, shippingMinor: 0, freeFromMinor: 0, title: (name) => `${name} 내일도착` },
    {
      name: '싸다구장터',
      level: 0.93,
      shippingMinor: 2_500,
      freeFromMinor: 50_000,
      title: (name) => `★무료배송★ ${name}`,
    },
    { name: '동네방네', level: 0.98, shippingMinor: 3_000, freeFromMinor: 20_000, title: (name) => name },
    {
      name: '미래백화점',
      level: 1.12,
      shippingMinor: 0,
      freeFromMinor: 0,
      title: (name) => `[미래백화점] ${name} (정품)`,
    },
    { name: '알뜰창고', level: 0.95, shippingMinor: 3_500, freeFromMinor: 40_000, title: (name) => `${name} 특가` },
    { name: '직구나라', level: 0.9, shippingMinor: 9_900, freeFromMinor: 150_000, title: (name) => `해외직구 ${name}` },
    {
      name: '초록가게',
      level: 1.02,
      shippingMinor: 2_500,
      freeFromMinor: 25_000,
      title: (name) => `${name} / 친환경포장`,
    },
  ]
}

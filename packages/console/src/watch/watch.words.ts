import { counted } from '@nunchi/ui'

type Per = { readonly amount: number; readonly unit: keyof typeof koreanUnits }
const koreanUnits = { g: 'g', ml: 'ml', sheet: '매', piece: '개' } as const

/** Words of the page about who waits for which price. */
export const words = {
  en: {
    title: 'Price subscriptions',
    intro:
      'Which prices people wait for, and how many a new price would reach. Nobody is named here, and trying a price tells nobody.',
    figures: { subscriptions: 'Subscriptions', most: 'Most on one product' },
    none: 'Nobody waits for a price yet',
    noneBody: 'Shoppers subscribe on a product’s page, or your shop does it for them with POST /v1/subscriptions.',
    trial: 'Try a price',
    trialHint: 'Who would be told if a product cost this much? Nothing is changed, and nobody is told.',
    product: 'Product',
    productHint: 'Type words to find one',
    productNone: 'No product is called so',
    price: (code: string) => `Price (${code})`,
    priceWrong: (digits: number) =>
      digits === 0
        ? 'Give an amount above 0 in whole units, such as 9,900.'
        : `Give an amount above 0 with up to ${digits} decimals, such as 18.99.`,
    productMissing: 'Choose a product first.',
    ask: 'Who would be told?',
    now: (price: string) => `It costs ${price} now.`,
    gone: 'It cannot be had now.',
    told: (subscriptions: number, shoppers: number, price: string) =>
      `At ${price}, ${counted(subscriptions, 'subscription')} of ${counted(shoppers, 'shopper')} would be told.`,
    nobody: (price: string) => `At ${price}, nobody would be told.`,
    waiting: (count: number) =>
      count === 0
        ? 'Nobody has subscribed to this product itself.'
        : `${counted(count, 'subscription')} to this product itself in all.`,
    wouldBeHeld: (usual: string) => `Usual is ${usual}, so this price would be held and checked before anyone is told.`,
    sample: 'What they wait for',
    sampleCut: 'The 20 most frequent are listed.',
    of: { products: 'this product', query: 'a search it fits' },
    ofTitle: 'Subscribed to',
    busiest: 'Most waited for',
    busiestHint: 'Products by the number of subscriptions to them; searches that they fit are not counted.',
    priceNow: 'Price now',
    subscriptions: 'Subscriptions',
    actions: 'Try',
    try: 'Try a price',
    tryOf: (title: string) => `Try a price: ${title}`,
    soldOut: 'cannot be had',
    conditions: {
      title: 'Told when it is',
      any: 'anything that comes to fit',
      and: ' and ',
      atMost: (price: string) => `at ${price} or less`,
      atMostPer: (price: string, { amount, unit }: Per) => `at ${price} or less per ${amount} ${unit}`,
      drop: {
        start: (by: string) => `${by} below when they asked`,
        alert: (by: string) => `${by} below the last alert`,
        before: (by: string) => `${by} below just before`,
      },
      lowest: { below: 'lower than ever', equal: 'as low as ever or lower' },
      lowestIn: {
        below: (days: string) => `lower than in ${days} days`,
        equal: (days: string) => `as low as in ${days} days or lower`,
      },
      backInStock: 'back in stock',
      rise: (by: string) => `${by} above when they asked`,
    },
  },
  ko: {
    title: '가격 알림',
    intro:
      '고객이 어떤 가격을 기다리는지, 새 가격이 몇 명에게 닿을지 보여 줍니다. 여기에는 누구인지 나오지 않고, 가격을 시험해도 아무에게도 알리지 않습니다.',
    figures: { subscriptions: '가격 알림', most: '한 상품에 가장 많이' },
    none: '아직 아무도 가격을 기다리지 않습니다',
    noneBody: '고객이 상품 페이지에서 신청하거나, 쇼핑몰 서버가 POST /v1/subscriptions로 대신 신청합니다.',
    trial: '가격 시험해 보기',
    trialHint: '이 가격이면 누구에게 알림이 갈까요? 아무것도 바뀌지 않고 아무에게도 알리지 않습니다.',
    product: '상품',
    productHint: '낱말을 입력해 찾으세요',
    productNone: '그런 상품이 없습니다',
    price: (code: string) => `가격 (${code})`,
    priceWrong: (digits: number) =>
      digits === 0
        ? '9,900처럼 0보다 큰 금액을 정수로 적으세요.'
        : `18.99처럼 0보다 큰 금액을 소수점 아래 ${digits}자리까지 적으세요.`,
    productMissing: '상품을 먼저 고르세요.',
    ask: '누구에게 알릴까요?',
    now: (price: string) => `지금 가격은 ${price}입니다.`,
    gone: '지금은 살 수 없는 상품입니다.',
    told: (subscriptions: number, shoppers: number, price: string) =>
      `${price}이면 고객 ${shoppers.toLocaleString('ko-KR')}명의 알림 ${subscriptions.toLocaleString('ko-KR')}건이 갑니다.`,
    nobody: (price: string) => `${price}이면 아무에게도 알림이 가지 않습니다.`,
    waiting: (count: number) =>
      count === 0
        ? '이 상품에 직접 신청한 알림은 없습니다.'
        : `이 상품에 직접 신청한 알림은 모두 ${count.toLocaleString('ko-KR')}건입니다.`,
    wouldBeHeld: (usual: string) => `평소 ${usual}이므로, 이 가격은 확인한 뒤에 알립니다.`,
    sample: '기다리는 조건',
    sampleCut: '가장 많은 20가지만 보여 줍니다.',
    of: { products: '이 상품', query: '이 상품이 맞는 검색' },
    ofTitle: '신청한 것',
    busiest: '가장 많이 기다리는 상품',
    busiestHint: '상품에 직접 신청한 알림의 수입니다. 상품이 맞는 검색 알림은 세지 않습니다.',
    priceNow: '지금 가격',
    subscriptions: '알림',
    actions: '시험',
    try: '가격 시험',
    tryOf: (title: string) => `가격 시험: ${title}`,
    soldOut: '살 수 없음',
    conditions: {
      title: '알리는 때',
      any: '검색에 맞는 것이 생길 때',
      and: ', ',
      atMost: (price: string) => `${price} 이하`,
      atMostPer: (price: string, { amount, unit }: Per) => `${amount}${koreanUnits[unit]}당 ${price} 이하`,
      drop: {
        start: (by: string) => `신청 때보다 ${by} 내림`,
        alert: (by: string) => `지난 알림보다 ${by} 내림`,
        before: (by: string) => `바로 전보다 ${by} 내림`,
      },
      lowest: { below: '역대 최저가보다 낮음', equal: '역대 최저가와 같거나 낮음' },
      lowestIn: {
        below: (days: string) => `${days}일 최저가보다 낮음`,
        equal: (days: string) => `${days}일 최저가와 같거나 낮음`,
      },
      backInStock: '다시 살 수 있음',
      rise: (by: string) => `신청 때보다 ${by} 오름`,
    },
  },
}

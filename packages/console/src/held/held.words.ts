import { counted } from '@nunchi/ui'

/** Words of the page about prices that are checked before anyone is told. */
export const words = {
  en: {
    title: 'Held prices',
    intro:
      'Prices far from what is usual, which nobody is told of before they were checked: most are slips of a digit, a pack or a currency.',
    figures: { open: 'To check', wrong: 'Found wrong, and still stand', reach: 'Subscriptions that wait for them' },
    none: 'No price is held',
    noneBody: 'A price below 0.4 times or above 5 times the median of 30 days comes here before anyone is told of it.',
    open: 'To check',
    openHint:
      'Those that most wait for come first. Right tells who waits; wrong keeps the price out until another comes.',
    wrong: 'Found wrong',
    wrongHint: 'They do not count until another price is said. A word on them can be taken back.',
    product: 'Product',
    own: 'Own shop',
    said: 'It says',
    usual: 'Usual (30 days)',
    usualIs: (price: string) => `usual ${price}`,
    looksLike: 'Looks like',
    times: (times: number, isLow: boolean) =>
      `${isLow ? '1/' : ''}${times}${isLow ? ' of' : ' times'} usual: a slip of digits`,
    pieces: (pieces: number, isLow: boolean) => (isLow ? `one of ${pieces} pieces` : `${pieces} pieces for one`),
    currencyOf: (code: string) => `an amount in ${code}`,
    low: (percent: string) => `${percent} below usual`,
    high: (times: string) => `${times} times the usual`,
    since: 'Since',
    believed: (moment: string) => `believed ${moment}`,
    neverBelieved: 'waits for a person',
    waiting: 'Wait for it',
    actions: 'Say',
    right: 'Right',
    rightTell: (shoppers: number) => `Right, tell ${shoppers}`,
    isWrong: 'Wrong',
    saidRight: (count: number, shoppers: number) =>
      count === 0
        ? 'The price counts now. Nobody waited for it.'
        : `The price counts now: ${counted(count, 'subscription')} of ${counted(shoppers, 'shopper')} told.`,
    saidWrong: 'The price does not count until another is said.',
    cut: (shown: string, all: string) => `${shown} of ${all} are listed.`,
  },
  ko: {
    title: '보류된 가격',
    intro:
      '평소와 크게 다른 가격은 확인하기 전까지 아무에게도 알리지 않습니다. 대부분 자릿수, 묶음 수량, 통화를 잘못 적은 것입니다.',
    figures: { open: '확인할 가격', wrong: '틀림 (그대로)', reach: '기다리는 가격 알림' },
    none: '보류된 가격이 없습니다',
    noneBody: '30일 중앙값의 0.4배보다 싸거나 5배보다 비싼 가격은 알리기 전에 여기에 올라옵니다.',
    open: '확인할 가격',
    openHint:
      '많이 기다리는 것부터 보입니다. 맞으면 기다리는 사람에게 알리고, 틀리면 다른 가격이 올 때까지 쓰지 않습니다.',
    wrong: '틀린 가격',
    wrongHint: '다른 가격이 올 때까지 쓰지 않습니다. 판단은 되돌릴 수 있습니다.',
    product: '상품',
    own: '자체 상품',
    said: '받은 가격',
    usual: '평소 (30일)',
    usualIs: (price: string) => `평소 ${price}`,
    looksLike: '짐작',
    times: (times: number, isLow: boolean) =>
      isLow ? `평소의 1/${times}: 자릿수 실수` : `평소의 ${times}배: 자릿수 실수`,
    pieces: (pieces: number, isLow: boolean) => (isLow ? `${pieces}개 중 1개 가격` : `1개 대신 ${pieces}개 가격`),
    currencyOf: (code: string) => `${code} 금액`,
    low: (percent: string) => `평소보다 ${percent} 낮음`,
    high: (times: string) => `평소의 ${times}배`,
    since: '받은 때',
    believed: (moment: string) => `${moment} 인정`,
    neverBelieved: '사람의 확인을 기다림',
    waiting: '기다리는 알림',
    actions: '판단',
    right: '맞음',
    rightTell: (shoppers: number) => `맞음, ${shoppers}명에게 알림`,
    isWrong: '틀림',
    saidRight: (count: number, shoppers: number) =>
      count === 0
        ? '이제 이 가격을 씁니다. 기다리던 사람은 없습니다.'
        : `이제 이 가격을 씁니다. ${shoppers}명에게 알림 ${count}건을 보냈습니다.`,
    saidWrong: '다른 가격이 올 때까지 이 가격을 쓰지 않습니다.',
    cut: (shown: string, all: string) => `${all}건 중 ${shown}건을 보여 줍니다.`,
  },
}

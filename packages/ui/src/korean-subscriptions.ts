import type { KoreanTrouble } from './korean-trouble.ts'

/** What can be wrong with a wish to be told of a price. */
export const koreanSubscriptions: Readonly<Record<string, KoreanTrouble>> = {
  ALERTS_SERVER: { says: '서버가 알림을 들려주지 않습니다', tells: '{url}: {reason}' },
  PRICE_NOT_HELD: {
    says: '보류된 가격이 아니거나 이미 바뀌었습니다',
    remedy: '지금 보류된 가격을 다시 확인하세요.',
    tells: '{name}: {totalMinor}',
  },
  SUBSCRIPTIONS_FULL: {
    says: '가격 알림을 더 만들 수 없습니다',
    remedy: '필요 없는 알림을 먼저 지우세요.',
    tells: '최대 {max}개',
  },
  SUBSCRIPTION_BAND: {
    says: '이 가격 범위에 드는 가격이 없습니다',
    remedy: '낮은 가격을 앞에 적으세요.',
    tells: '{fromMinor} ~ {toMinor}',
  },
  SUBSCRIPTION_CONDITIONS: {
    says: '상품의 무엇을 기다리는지 알 수 없습니다',
    remedy: '원하는 가격처럼 조건을 하나 이상 고르세요.',
  },
  SUBSCRIPTION_CONTENT: {
    says: '상품에 얼마나 들어 있는지 알 수 없어 단위 가격을 계산할 수 없습니다',
    remedy: '전체 가격으로 기다리세요.',
    tells: '{product} ({unit})',
  },
  SUBSCRIPTION_COUNTING: {
    says: '이 상품은 쇼핑몰들이 파는 상품이 아니어서 쇼핑몰이나 카드에 따라 가격이 다르지 않습니다',
    remedy: '쇼핑몰과 혜택을 고르지 말고 기다리세요.',
    tells: '{product}',
  },
  SUBSCRIPTION_DAYS: {
    says: '기간으로 쓸 수 없는 값입니다',
    remedy: '며칠인지 정수로 적거나, 전체 기간이면 비워 두세요.',
    tells: '{days} (1~{max})',
  },
  SUBSCRIPTION_ID: { says: '이미 쓰이는 알림 ID입니다', remedy: '다른 ID로 다시 보내세요.', tells: '{id}' },
  SUBSCRIPTION_LOWEST: {
    says: '쇼핑몰이나 혜택을 고른 검색 알림은 최저가를 기다릴 수 없습니다',
    remedy: '쇼핑몰과 혜택을 빼거나 다른 조건을 고르세요.',
  },
  SUBSCRIPTION_MALL: {
    says: '그런 쇼핑몰이 없습니다',
    remedy: '이 상품을 파는 쇼핑몰을 고르세요.',
    tells: '{mall}',
  },
  SUBSCRIPTION_PER: {
    says: '단위 가격의 기준으로 쓸 수 없는 양입니다',
    remedy: '0보다 큰 양을 적으세요.',
    tells: '{amount} (최대 {max})',
  },
  SUBSCRIPTION_PERCENT: {
    says: '기다릴 수 없는 비율입니다',
    remedy: '범위 안의 비율을 적으세요.',
    tells: '{percent} ({min}~{max}%)',
  },
  SUBSCRIPTION_QUERY: {
    says: '검색어로 만든 알림에는 쓸 수 없는 조건입니다',
    remedy: '가격 상승은 상품을 골라야 기다릴 수 있습니다.',
  },
  SUBSCRIPTION_RISE: {
    says: '가격 상승은 다른 조건과 함께 기다릴 수 없습니다',
    remedy: '가격 상승 알림을 따로 만드세요.',
  },
  SUBSCRIPTION_SINCE: {
    says: '언제보다 내린 가격을 기다리는지 고를 수 없는 값입니다',
    remedy: '상품은 신청할 때나 지난 알림 때, 검색은 바로 전을 고르세요.',
    tells: '{since} ({allowed})',
  },
  SUBSCRIPTION_STEP: {
    says: '얼마나 내리거나 오를 때인지 하나만 정해야 합니다',
    remedy: '금액과 비율 가운데 하나만 적으세요.',
  },
  SUBSCRIPTION_STREAMS: { says: '열려 있는 알림 창이 너무 많습니다', remedy: '다른 창을 닫으세요.' },
  SUBSCRIPTION_TARGET: {
    says: '기다릴 수 없는 금액입니다',
    remedy: '범위 안의 금액을 정수로 적으세요.',
    tells: '{minor} (1~{max})',
  },
  SUBSCRIPTION_TERMS: {
    says: '무엇을 찾는지 알 수 없습니다',
    remedy: '검색어, 브랜드, 카테고리, 속성 가운데 하나 이상을 정하세요.',
  },
  SUBSCRIPTION_TOO_MUCH: {
    says: '알림 하나에 담기에는 너무 많습니다',
    remedy: '여러 알림으로 나누세요.',
    tells: '{count} (최대 {max})',
  },
  SUBSCRIPTION_TWICE: { says: '같은 조건이 두 번 있습니다', remedy: '하나만 남기세요.' },
  SUBSCRIPTION_UNKNOWN: { says: '그런 가격 알림이 없거나 이미 끝났습니다' },
  SUBSCRIPTION_UNTIL: {
    says: '알림이 끝나는 때가 이미 지났습니다',
    remedy: '지금보다 뒤로 정하거나 비워 두세요.',
    tells: '{until}',
  },
  SUBSCRIPTION_WAYS: {
    says: '이 상품은 너무 여러 방식으로 가격을 세고 있습니다',
    remedy: '판매처와 카드를 고르지 않거나 다른 사람이 고른 것 가운데 고르세요.',
    tells: '{product}, 최대 {max}가지',
  },
}

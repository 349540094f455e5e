import type { Words } from '@nunchi/ui'

/** What a source of points is called. */
export const sourceWords: Words<Readonly<Record<string, string>>> = {
  ko: {
    next: '다음에 찾는 상품',
    session: '비슷한 방문',
    tags: '내 취향',
    unfinished: '보다 만 상품',
    again: '다시 살 때',
    new: '아직 안 산 상품',
    trend: '요즘 인기',
    cluster: '비슷한 고객',
    explore: '한번 시도',
  },
  en: {
    next: 'What often comes next',
    session: 'Visits like yours',
    tags: 'Your taste',
    unfinished: 'Looked at, not bought',
    again: 'Time to buy again',
    new: 'Not bought yet',
    trend: 'In demand now',
    cluster: 'Shoppers like you',
    explore: 'Trying something',
  },
}

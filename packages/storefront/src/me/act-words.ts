import type { Words } from '@nunchi/ui'

/** The acts by which somebody touches a product. */
export const actWords: Words<Readonly<Record<string, string>>> = {
  ko: {
    search: '검색',
    view: '봄',
    click: '누름',
    dwell: '오래 봄',
    wish: '찜',
    unwish: '찜 취소',
    like: '좋아요',
    dislike: '싫어요',
    share: '공유',
    review: '후기',
    cart: '담음',
    uncart: '뺌',
    checkout: '주문서',
    order: '주문',
    refund: '환불',
  },
  en: {
    search: 'searched',
    view: 'looked at',
    click: 'clicked',
    dwell: 'looked at for long',
    wish: 'wished for',
    unwish: 'no longer wished for',
    like: 'liked',
    dislike: 'disliked',
    share: 'shared',
    review: 'reviewed',
    cart: 'put in the cart',
    uncart: 'taken out of the cart',
    checkout: 'checked out',
    order: 'ordered',
    refund: 'sent back',
  },
}

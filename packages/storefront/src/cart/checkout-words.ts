import type { CheckoutField, FieldTrouble } from './checkout-form.ts'

type FieldWords = Readonly<Record<CheckoutField, string>>
type CheckoutWords = {
  readonly title: string
  readonly demo: string
  readonly fields: FieldWords
  readonly examples: FieldWords
  readonly troubles: Readonly<Record<FieldTrouble, string>>
  readonly order: (total: string) => string
}

/** The words of the checkout. */
export const checkoutWords: Readonly<Record<'ko' | 'en', CheckoutWords>> = {
  ko: {
    title: '주문서',
    demo: '데모 주문서예요. 결제도 배송도 없어요. 이름과 주소는 이 브라우저에만 있고, 서버에는 어떤 상품을 몇 개 얼마에 샀는지만 보내요.',
    fields: { name: '받는 분', phone: '전화번호', address: '주소', note: '배송 메모 (선택)' },
    examples: {
      name: '예: 김하늘',
      phone: '예: 010-1234-5678',
      address: '예: 가상시 데모로 12',
      note: '예: 문 앞에 놓아 주세요',
    },
    troubles: {
      missing: '입력해 주세요.',
      short: '조금 더 자세히 적어 주세요 (5자 이상).',
      phone: '숫자 9~15자리로 적어 주세요. 예: 010-1234-5678',
    },
    order: (total) => `${total} 주문하기`,
  },
  en: {
    title: 'Checkout',
    demo: 'A demo: nothing is charged or delivered. Name and address stay in this browser; the server is told only which products, how many and at what price.',
    fields: { name: 'Name', phone: 'Telephone', address: 'Address', note: 'Note for delivery (optional)' },
    examples: {
      name: 'Sky Kim, say',
      phone: '010-1234-5678, say',
      address: '12 Demo Road, say',
      note: 'Leave it at the door, say',
    },
    troubles: {
      missing: 'Please fill this in.',
      short: 'A little more, please: at least 5 characters.',
      phone: '9 to 15 digits, please: 010-1234-5678',
    },
    order: (total) => `Order for ${total}`,
  },
}

import type { DispatchState, FailureReason } from '@nunchi/protocol'

type Said = {
  readonly title: string
  readonly states: Readonly<Record<DispatchState, string>>
  readonly between: (from: string, until: string) => string
  readonly on: (day: string) => string
  readonly wished: (window: string) => string
  readonly before: (stops: number) => string
  readonly late: string
  readonly endedAt: (time: string) => string
  readonly failures: Readonly<Record<FailureReason, string>>
  readonly waits: string
  readonly none: string
  readonly lost: string
}

/** What a shopper is told of something on its way to them. */
export const arrivalWords: Readonly<Record<'ko' | 'en', Said>> = {
  ko: {
    title: '도착 예정',
    states: {
      waiting: '배송을 준비하고 있어요',
      planned: '배송이 배정됐어요',
      out: '배송 중이에요',
      arriving: '곧 도착해요',
      delivered: '배송을 마쳤어요',
      failed: '전달하지 못했어요',
      cancelled: '배송이 취소됐어요',
    },
    between: (from, until) => `${from}~${until} 사이에 도착할 예정이에요`,
    on: (day) => `${day} 배송`,
    wished: (window) => `희망 시간 ${window}`,
    before: (stops) => (stops === 0 ? '다음이 내 차례예요' : `내 앞에 ${stops}곳 남았어요`),
    late: '희망하신 시간보다 늦을 것 같아요. 죄송해요.',
    endedAt: (time) => `${time}에`,
    failures: {
      absent: '받을 분이 안 계셨어요',
      refused: '받지 않겠다고 하셨어요',
      address: '주소를 찾지 못했어요',
      damaged: '상품이 파손됐어요',
      other: '다른 사정이 있었어요',
    },
    waits: '시간이 정해지면 바로 알려 드려요.',
    none: '오는 중인 배송이 없어요.',
    lost: '지금은 새로 물어볼 수 없어요. 마지막으로 알려 드린 시간이에요.',
  },
  en: {
    title: 'On its way',
    states: {
      waiting: 'Being prepared',
      planned: 'A driver has it on their list',
      out: 'On the road to you',
      arriving: 'Almost there',
      delivered: 'Delivered',
      failed: 'Could not be handed over',
      cancelled: 'Called off',
    },
    between: (from, until) => `Expected between ${from} and ${until}`,
    on: (day) => `For ${day}`,
    wished: (window) => `You asked for ${window}`,
    before: (stops) => (stops === 0 ? 'You are next' : stops === 1 ? '1 stop before you' : `${stops} stops before you`),
    late: 'It looks as if it came later than you asked for. We are sorry.',
    endedAt: (time) => `at ${time}`,
    failures: {
      absent: 'Nobody was there',
      refused: 'It was refused',
      address: 'The address was not found',
      damaged: 'It was damaged',
      other: 'Something else came in between',
    },
    waits: 'You see the time here as soon as it is known.',
    none: 'Nothing is on its way.',
    lost: 'The server cannot be reached now. This is what was told last.',
  },
}

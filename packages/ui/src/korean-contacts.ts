import { type KoreanTrouble, operator } from './korean-trouble.ts'

/** What the server answers about the ways on which alerts leave the shop. */
export const koreanContacts: Readonly<Record<string, KoreanTrouble>> = {
  CHANNEL_OFF: { says: '이 서버는 이 방법으로 알림을 보내지 않습니다', remedy: operator, tells: '{kind}' },
  CONTACTS_FULL: {
    says: '알림 받을 곳을 더 둘 수 없습니다',
    remedy: '쓰지 않는 곳을 먼저 지우세요.',
    tells: '이미 {count}곳',
  },
  CONTACT_UNKNOWN: { says: '알림 받을 곳 가운데 그런 것이 없습니다' },
  MAIL_ADDRESS: {
    says: '메일을 보낼 수 없는 주소입니다',
    remedy: 'name@example.com처럼 하나만 적으세요.',
    tells: '{address}',
  },
  PUSH_PRIVATE: {
    says: '푸시 서버 주소가 사설망 안에 있습니다',
    remedy: '일부러 그런 것이라면 서버를 운영하는 분이 그 호스트를 허용할 수 있습니다.',
    tells: '{host}',
  },
  PUSH_SUBSCRIPTION: {
    says: '브라우저가 준 알림 구독이 아닙니다',
    remedy: '브라우저에서 알림을 껐다가 다시 켜 보세요.',
  },
  WEBHOOK_ADDRESS: {
    says: '웹훅을 보낼 수 없는 주소입니다',
    remedy:
      '사용자와 비밀번호가 들어 있지 않은 https 주소를 적으세요. http는 서버를 운영하는 분이 허용한 사설망 호스트에만 쓸 수 있습니다.',
    tells: '{url}',
  },
  WEBHOOK_PRIVATE: {
    says: '웹훅 주소가 사설망 안에 있습니다',
    remedy:
      '인터넷에서 닿는 주소를 적으세요. 일부러 그런 것이라면 서버를 운영하는 분이 그 호스트를 허용할 수 있습니다.',
    tells: '{host}',
  },
  WEBHOOK_SECRET: {
    says: '웹훅 비밀이 맞지 않습니다',
    remedy: '비워 두면 새로 만듭니다.',
    tells: 'whsec_ 뒤에 {min}~{max}바이트를 base64로 적습니다.',
  },
}

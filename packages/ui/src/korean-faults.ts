import type { KoreanTrouble } from './korean-trouble.ts'

const correctRow = '파일에서 그 행을 고친 뒤 다시 가져오세요. 이미 가져온 행은 두 번 들어가지 않습니다.'

/** What can be wrong with an event, or with a row of a file, and what was taken otherwise than it was said. */
export const koreanFaults: Readonly<Record<string, KoreanTrouble>> = {
  EVENT_INVALID: { says: '이 필드의 값이 맞지 않습니다', remedy: '고쳐서 같은 메시지 아이디로 다시 보내세요.' },
  EVENT_SCOPE: { says: '공개 키로는 보낼 수 없는 이벤트입니다', remedy: '가게 서버에서 비밀 키로 보내세요.' },
  EVENT_TOO_LARGE: { says: '이벤트가 너무 큽니다', remedy: '필요 없는 것을 빼고 192 KB, 24단계 안으로 보내세요.' },
  EVENT_TOO_OLD: {
    says: '너무 오래된 이벤트입니다',
    remedy: '보내는 쪽의 시계를 확인하세요. 지난 기록이라면 파일로 가져오세요.',
  },
  EVENT_UNKNOWN: {
    says: '모르는 이름의 이벤트입니다',
    remedy: 'docs/api.md에 있는 이름을 쓰세요. 쇼핑과 관계없는 이벤트라면 그대로 두어도 됩니다.',
  },
  IDENTITY_UNPROVEN: {
    says: '누구의 이벤트인지 확인되지 않았습니다',
    remedy: 'userHash를 함께 보내거나, 가게 서버에서 비밀 키로 보내세요.',
  },
  SHOPPER_MISSING: { says: '누구의 이벤트인지 적혀 있지 않습니다', remedy: '로그인 아이디나 기기 아이디를 적으세요.' },
  TOO_MANY_NEW: {
    says: '공개 키로 하루에 들여올 수 있는 새 이름을 넘었습니다',
    remedy: '카탈로그를 가져오거나, 가게 서버에서 비밀 키로 보내세요.',
  },
  COLUMN_COUNT: {
    says: '칸의 수가 첫 줄과 다릅니다',
    remedy: '구분 기호가 든 칸은 따옴표로 묶고, 빠진 칸을 채우세요.',
  },
  CURRENCY_MISSING: {
    says: '금액에 통화가 없고, 가게의 통화도 모릅니다',
    remedy: '‘15,000 KRW’처럼 통화를 적으세요.',
  },
  CURRENCY_OTHER: { says: '가게와 다른 통화의 금액입니다', remedy: '가게의 통화로 다시 내보내세요.' },
  ENCODING_INVALID: {
    says: '읽을 수 없는 글자가 있습니다',
    remedy: 'UTF-8로 저장하거나, ‘파일 읽는 방법’에서 인코딩을 고르세요.',
  },
  FIELD_MISSING: { says: '꼭 있어야 할 값이 비어 있습니다', remedy: '값을 채우거나, 다른 열을 이 필드로 쓰세요.' },
  ID_INVALID: { says: '아이디에 깨진 글자나 제어 문자가 있습니다', remedy: '맞는 열을 아이디로 쓰는지 확인하세요.' },
  ID_TOO_LONG: { says: '아이디가 너무 깁니다', remedy: '맞는 열을 아이디로 쓰는지 확인하세요.' },
  JSON_INVALID: { says: 'JSON 객체가 아닙니다', remedy: '한 줄에 JSON 객체 하나씩 적으세요.' },
  KIND_UNKNOWN: { says: '그런 종류의 이벤트가 없습니다', remedy: 'docs/api.md에 있는 종류를 쓰세요.' },
  LINE_TOO_LONG: { says: '한 줄이 1 MB보다 깁니다', remedy: '한 줄에 한 행인 텍스트 파일인지 확인하세요.' },
  NUMBER_INVALID: { says: '숫자가 아니거나, 될 수 없는 숫자입니다', remedy: correctRow },
  ORDER_EMPTY: { says: '상품이 하나도 없는 주문입니다', remedy: '이런 주문은 빼고 가져오세요.' },
  ORDER_MIXED: {
    says: '한 주문에 판매와 환불이 섞여 있습니다',
    remedy: '환불에는 따로 주문 번호를 주세요.',
  },
  PRICE_INVALID: {
    says: '0 이상의 금액이 아닙니다',
    remedy: '‘15000’, ‘15,000원’, ‘1만 5천원’처럼 적으세요.',
  },
  QUANTITY_INVALID: { says: '수량이 될 수 없는 값입니다', remedy: correctRow },
  QUOTE_UNCLOSED: {
    says: '칸을 연 따옴표가 닫히지 않았습니다',
    remedy: '칸 안의 따옴표는 두 번 쓰고, 남는 따옴표는 지우세요.',
  },
  TIME_INVALID: {
    says: '시각이 비어 있거나 읽을 수 없습니다',
    remedy: '2026-01-31T09:00:00+09:00처럼 적거나, 열 대응표에 적는 법을 알려 주세요.',
  },
  VALUE_UNKNOWN: { says: '열 대응표가 모르는 값입니다', remedy: '열 대응표의 values에 더하거나 값을 고치세요.' },
  XML_INVALID: { says: 'XML이 맞지 않는 항목입니다', remedy: '이 항목의 XML을 고치세요.' },
  CONSENT_UNREADABLE: {
    says: '동의를 읽을 수 없어 동의하지 않은 것으로 보았습니다',
    remedy: 'true 또는 false로 적으세요.',
  },
  FIELD_UNKNOWN: { says: '모르는 필드라서 버렸습니다', remedy: '이름을 고치거나 빼세요.' },
  HIDDEN_UNKNOWN: {
    says: '카탈로그에 없는 것을 숨겼습니다',
    remedy: '이름을 확인하세요. 카테고리는 ‘가전>음향’처럼 전체 경로입니다.',
  },
  PRICE_ROUNDED: {
    says: '소수점 아래를 반올림했습니다',
    remedy: '통화에 없는 자리는 적지 마세요. 원에는 소수가 없습니다.',
  },
  TIME_AHEAD: {
    says: '앞선 시각이라 받은 시각으로 바꾸었습니다',
    remedy: '보내는 쪽의 시계를 맞추거나, sentAt을 함께 보내세요.',
  },
  USER_UNPROVEN: {
    says: '누구인지 확인되지 않아 기기의 것으로만 셉니다',
    remedy: 'userHash를 함께 보내거나 비밀 키로 보내세요.',
  },
}

import { koreanContacts } from './korean-contacts.ts'
import { koreanDispatch } from './korean-dispatch.ts'
import { koreanImports } from './korean-imports.ts'
import { koreanMalls } from './korean-malls.ts'
import { koreanRouting } from './korean-routing.ts'
import { koreanSubscriptions } from './korean-subscriptions.ts'
import { again, type KoreanTrouble, operator } from './korean-trouble.ts'

/** Failures of calls: of the client itself, and what the server answers. */
export const koreanRefusals: Readonly<Record<string, KoreanTrouble>> = {
  NETWORK: {
    says: '서버에 연결할 수 없습니다',
    remedy: '서버가 켜져 있는지, 인터넷에 연결되어 있는지 확인하세요. 입력한 내용은 그대로 있습니다.',
  },
  TIMEOUT: { says: '서버가 제때 응답하지 않았습니다', remedy: again },
  ANSWER_UNREADABLE: {
    says: '서버의 응답을 읽을 수 없습니다',
    remedy: '주소가 맞는지, 서버 앞에 다른 것이 있는지 확인하세요.',
  },
  NO_DEMO: {
    says: '이 서버에는 데모 상점이 없습니다',
    remedy: '서버를 운영하는 분께 데모를 시작해 달라고 하세요.',
  },
  AUTH_MISSING: { says: '키가 필요합니다', remedy: '비밀 키로 다시 로그인하세요.' },
  AUTH_DRIVER: { says: '배송 기사 키가 필요합니다', remedy: '차량을 정해 배송 기사 키를 만들어 쓰세요.' },
  AUTH_SCOPE: { says: '비밀 키가 필요합니다', remedy: '공개 키로는 볼 수 없습니다. 비밀 키로 로그인하세요.' },
  AUTH_UNKNOWN: {
    says: '서버가 모르는 키입니다',
    remedy: '키를 다시 확인하세요. 폐기된 키라면 서버를 운영하는 분께 새 키를 받으세요.',
  },
  BODY_INVALID: { says: '보낸 내용에 맞지 않는 값이 있습니다', tells: '{field}: {reason}' },
  BODY_TOO_LARGE: { says: '한 번에 보낸 내용이 너무 큽니다', remedy: '나누어 보내세요.' },
  DATA_DAMAGED: { says: '저장된 데이터가 손상되었습니다', remedy: operator, tells: '{what}: {reason}' },
  DATA_IN_USE: { says: '다른 프로세스가 데이터 폴더를 쓰고 있습니다', remedy: operator, tells: '{dir}' },
  DATA_IS_DEMO: { says: '데모 데이터가 든 폴더입니다', remedy: operator, tells: '{dir}' },
  DATA_NEWER: {
    says: '더 새로운 버전이 쓴 데이터입니다',
    remedy: operator,
    tells: '{dir}: {found} (이 서버는 {known}까지 압니다)',
  },
  DATA_NOT_DEMO: { says: '데모가 아닌 데이터가 든 폴더입니다', remedy: operator, tells: '{dir}' },
  DATA_UNUSABLE: { says: '데이터 폴더를 쓸 수 없습니다', remedy: operator, tells: '{dir}: {reason}' },
  ERASURE_UNKNOWN: { says: '그런 삭제 요청이 없습니다' },
  IDENTITY_SECRET: { says: '서버의 신원 비밀이 너무 짧습니다', remedy: operator, tells: '{place}: {length}자' },
  IDENTITY_UNPROVEN: {
    says: '누구의 요청인지 확인되지 않았습니다',
    remedy: '다시 로그인하거나, 가게 서버에서 비밀 키로 요청해야 합니다.',
  },
  INTERNAL: { says: '서버에 문제가 생겼습니다', remedy: '서버 로그에서 요청 번호로 원인을 찾을 수 있습니다.' },
  KEY_UNKNOWN: { says: '그런 키가 없습니다' },
  LISTEN_FAILED: { says: '포트를 열 수 없습니다', remedy: operator, tells: '{host}:{port}: {reason}' },
  LOG_ADDRESS: { says: '로그 주소를 쓸 수 없습니다', remedy: operator, tells: '{reason}' },
  LOG_CONFLICT: { says: '그사이 다른 것이 먼저 기록되었습니다', remedy: '다시 불러온 뒤 시도하세요.' },
  LOG_OTHER: { says: '데이터와 다른 로그가 연결되어 있습니다', remedy: operator, tells: '{known}: {found}' },
  LOG_SHORT: {
    says: '로그에서 이벤트가 사라졌습니다',
    remedy: operator,
    tells: '{place}에 {length}건이 있는데, {position}건까지 읽었습니다.',
  },
  LOG_UNAVAILABLE: {
    says: '로그에 쓰지 못했습니다',
    remedy: '저장된 것은 없습니다. 서버의 디스크를 확인한 뒤 다시 시도하세요.',
    tells: '{reason}',
  },
  LOG_UNREACHABLE: { says: '로그에 연결할 수 없습니다', remedy: operator, tells: '{place}: {reason}' },
  MODEL_ENDPOINT: {
    says: '언어 모델에 물을 수 없습니다',
    remedy: '주소, 모델 이름, 키를 확인하거나 언어 모델 없이 하세요.',
    tells: '{url}: {reason}',
  },
  MODEL_UNKNOWN: { says: '그런 버전의 모델이 없습니다' },
  MODEL_UNREADABLE: {
    says: '이 버전은 읽을 수 없습니다',
    remedy: '새로 학습하거나 이전 버전으로 되돌리세요.',
    tells: '{place}: {reason}',
  },
  OUT_FILE: { says: '파일에 쓸 수 없습니다', remedy: '다른 파일을 고르세요.', tells: '{file}: {reason}' },
  OVERLOADED: { says: '서버가 바쁩니다', remedy: again },
  PRODUCT_UNKNOWN: { says: '그런 상품이 없습니다' },
  RATE_LIMITED: { says: '요청이 너무 많습니다', remedy: again },
  ROUTE_UNKNOWN: { says: '서버에 그런 기능이 없습니다', remedy: '서버와 페이지의 버전이 같은지 확인하세요.' },
  SHOPPER_UNKNOWN: {
    says: '이 고객에 대해 아는 것이 없습니다',
    remedy: '로그인 아이디인지 기기 아이디인지, 대문자와 소문자가 맞는지 확인하세요.',
  },
  STOPPING: { says: '서버가 다시 시작하는 중입니다', remedy: again },
  STREAMS_TOO_MANY: { says: '이 키로 보고 있는 실시간 흐름이 너무 많습니다', remedy: '다른 창을 닫으세요.' },
  TOO_MANY_NEW: {
    says: '오늘은 이 키로 새 이름을 더 받을 수 없습니다',
    remedy: '비밀 키로 보내거나, 내일(UTC) 다시 시도하세요.',
  },
  TRAINING_NONE: { says: '이 서버에서는 순위 모델을 학습할 수 없습니다' },
  TRAINING_RUNNING: { says: '이미 학습하는 중입니다', remedy: '끝나기를 기다리거나 취소하세요.' },
  WAITING_NONE: { says: '이 서버에서는 기다릴 만한지 학습할 수 없습니다' },
  WAITING_RUNNING: { says: '기다릴 만한지 이미 학습하는 중입니다', remedy: '끝나기를 기다리거나 취소하세요.' },
  ...koreanMalls,
  ...koreanImports,
  ...koreanContacts,
  ...koreanDispatch,
  ...koreanRouting,
  ...koreanSubscriptions,
}

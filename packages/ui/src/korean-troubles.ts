import { koreanSubscriptions } from './korean-subscriptions.ts'

/** What is said in Korean of a code of docs/errors.md. */
export type KoreanTrouble = {
  /** What is wrong. */
  readonly says: string
  /** What to do about it, in a page; without one there is nothing more to do than what `says` tells. */
  readonly remedy?: string
  /** What is particular to this time, with {names} of the details of the answer: a path, a column, a count. */
  readonly tells?: string
}

const again = '잠시 뒤에 다시 시도하세요.'
const operator = '서버를 운영하는 분께 알려 주세요.'
const correctRow = '파일에서 그 행을 고친 뒤 다시 가져오세요. 이미 가져온 행은 두 번 들어가지 않습니다.'

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
  ATTRIBUTE_UNKNOWN: {
    says: '그런 속성이 없습니다',
    remedy: '목록에서 속성을 고르세요. 이 판매 상품의 피드에 있는 이름도 쓸 수 있습니다.',
    tells: '{name}',
  },
  ATTRIBUTE_VALUE: {
    says: '이 속성의 값이 될 수 없습니다',
    remedy: '양에는 단위를 붙이고(500 g, 2 l), 개수는 정수로, 바코드는 검증 숫자까지 맞게 적으세요.',
    tells: '{name}: {value}',
  },
  AUTH_MISSING: { says: '키가 필요합니다', remedy: '비밀 키로 다시 로그인하세요.' },
  AUTH_SCOPE: { says: '비밀 키가 필요합니다', remedy: '공개 키로는 볼 수 없습니다. 비밀 키로 로그인하세요.' },
  AUTH_UNKNOWN: {
    says: '서버가 모르는 키입니다',
    remedy: '키를 다시 확인하세요. 폐기된 키라면 서버를 운영하는 분께 새 키를 받으세요.',
  },
  BODY_INVALID: { says: '보낸 내용에 맞지 않는 값이 있습니다', tells: '{field}: {reason}' },
  BODY_TOO_LARGE: { says: '한 번에 보낸 내용이 너무 큽니다', remedy: '나누어 보내세요.' },
  CATEGORY_TREE: { says: '카테고리 분류표로 읽을 수 없는 파일입니다', remedy: operator, tells: '{file}: {reason}' },
  CHANNEL_OFF: { says: '이 서버는 이 방법으로 알림을 보내지 않습니다', remedy: operator, tells: '{kind}' },
  CONTACTS_FULL: { says: '알림 받을 곳이 이미 {count}곳입니다', remedy: '쓰지 않는 곳을 먼저 지우세요.' },
  CONTACT_UNKNOWN: { says: '알림 받을 곳 가운데 그런 것이 없습니다' },
  CORRECTION_UNKNOWN: { says: '고친 적이 없는 속성이라서 되돌릴 것이 없습니다', tells: '{mall} {key}: {name}' },
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
  FEED_ADDRESS: { says: '피드 주소가 http나 https 주소가 아닙니다', remedy: '주소를 고치세요.', tells: '{url}' },
  FEED_BROKEN: {
    says: '피드가 중간에 끊겼습니다',
    remedy: '아무것도 반영하지 않았습니다. 다시 내보내거나 다시 가져오세요.',
    tells: '{reason}',
  },
  FEED_CUT: {
    says: '피드가 중간에서 끊겼습니다',
    remedy: '아무것도 반영하지 않았습니다. 온전한 피드를 다시 읽고, 원래 이렇게 끝나는 피드라면 그대로 반영하세요.',
    tells: '{mall}: {line}번째 줄 중간에서 끝납니다.',
  },
  FEED_FORMAT: {
    says: '피드 형식을 알 수 없습니다',
    remedy: '구글이나 네이버 형식, JSON Lines, 열 이름이 있는 표로 보내거나, 열 대응표에 형식을 적어 주세요.',
    tells: '{reason}',
  },
  FEED_INCOMPLETE: {
    says: '피드가 온전히 오지 않았습니다',
    remedy: '아무것도 반영하지 않았습니다. 다음에 읽을 때 다시 받습니다.',
    tells: '{url}: {reason}({bytes}바이트까지 받음)',
  },
  FEED_NONE: {
    says: '피드를 받을 주소가 없습니다',
    remedy: '몰에 피드 주소를 적거나, 피드 파일을 올리세요.',
    tells: '{mall}',
  },
  FEED_PRIVATE: {
    says: '내부 네트워크에 있는 주소입니다',
    remedy: '피드는 공개된 인터넷에서만 받습니다. 맞는 주소라면 서버를 운영하는 분께 허용해 달라고 하세요.',
    tells: '{host}',
  },
  FEED_REDIRECTED: {
    says: '이 주소는 피드로 이어지지 않습니다',
    remedy: '마지막에 이르는 주소를 적으세요.',
    tells: '{url}: {reason}',
  },
  FEED_REJECTED: {
    says: '피드의 행 대부분을 쓸 수 없습니다',
    remedy: '아무것도 반영하지 않았습니다. 거부된 행을 보고, 빠져도 되는 행이라면 그대로 반영하세요.',
    tells: '{mall}: {rows}행 중 {rejected}행',
  },
  FEED_ROWS_LOST: {
    says: '읽지 못한 행이 있어 빠진 판매 상품을 내리지 않았습니다',
    remedy: '나머지는 모두 반영했습니다. 거부된 행을 보고, 정말 없어진 것이라면 반영하세요.',
    tells: '{mall}: 상품 번호도 읽지 못한 행 {lost}개, 피드에 없는 판매 상품 {missing}개',
  },
  FEED_SHRANK: {
    says: '피드에서 판매 상품 대부분이 사라졌습니다',
    remedy: '아무것도 반영하지 않았습니다. 피드가 온전한지 보고, 정말 없어진 것이라면 반영하세요.',
    tells: '{mall}: 판매 상품 {known}개 중 {withdrawn}개',
  },
  FEED_STATUS: {
    says: '몰의 서버가 피드를 주지 않았습니다',
    remedy:
      '404라면 주소를, 401이나 403이라면 주소에 넣을 사용자와 비밀번호를 몰에 확인하세요. 429나 500번대라면 다음에 읽을 때 다시 시도합니다.',
    tells: '{url}: {status}',
  },
  FEED_TOO_LARGE: {
    says: '피드가 너무 큽니다',
    remedy: '몰에 더 작은 피드를 요청하거나, 서버를 운영하는 분께 한도를 늘려 달라고 하세요.',
    tells: '{url}: 풀었을 때 {bytesMax}바이트가 넘습니다.',
  },
  FEED_TOO_SLOW: {
    says: '피드가 너무 느리게 옵니다',
    remedy: '아무것도 반영하지 않았습니다. 다음에 읽을 때 다시 시도합니다.',
    tells: '{url}: {reason}',
  },
  FEED_UNREACHABLE: {
    says: '몰의 서버가 응답하지 않습니다',
    remedy: '주소를 확인하세요. 다음에 읽을 때 다시 시도합니다.',
    tells: '{url}: {reason}',
  },
  FEED_UNSTORED: {
    says: '받은 피드를 저장하지 못했습니다',
    remedy: '서버의 디스크를 비운 뒤 다시 읽으세요.',
    tells: '{url}: {reason}',
  },
  IDENTITY_SECRET: { says: '서버의 신원 비밀이 너무 짧습니다', remedy: operator, tells: '{place}: {length}자' },
  IDENTITY_UNPROVEN: {
    says: '누구의 요청인지 확인되지 않았습니다',
    remedy: '다시 로그인하거나, 가게 서버에서 비밀 키로 요청해야 합니다.',
  },
  IMPORTS_FULL: {
    says: '파일을 더 둘 자리가 없습니다',
    remedy: '기다리는 가져오기가 끝난 뒤에 보내거나, 그중 하나를 취소하세요.',
  },
  IMPORTS_NONE: {
    says: '이 서버는 파일을 받지 않습니다',
    remedy: '디스크에 저장하지 않는 서버입니다. 데이터 폴더가 있는 서버에서 가져오세요.',
  },
  IMPORTS_WAITING: {
    says: '기다리는 가져오기가 너무 많습니다',
    remedy: '몇 개가 끝난 뒤에 보내거나, 그중 하나를 취소하세요.',
  },
  IMPORT_BINARY: {
    says: '텍스트 파일이 아닙니다',
    remedy: '엑셀 파일이라면 CSV(UTF-8)로 저장하고, 압축 파일이라면 풀어서 다시 올리세요.',
    tells: '{what}입니다.',
  },
  IMPORT_FILE: { says: '파일을 읽을 수 없습니다', tells: '{reason}' },
  IMPORT_FORMAT: {
    says: '파일 형식을 알 수 없습니다',
    remedy: '‘파일 읽는 방법’에서 형식을 골라 주세요.',
    tells: '{reason}',
  },
  IMPORT_MAP: {
    says: '파일의 열이 맞지 않습니다',
    remedy: '무엇이 든 파일인지, 첫 줄에 열 이름이 있는지 확인하고 맞는 열 대응표를 고르세요.',
    tells: '{reason}',
  },
  IMPORT_NOTHING_USABLE: {
    says: '쓸 수 있는 행이 하나도 없습니다',
    remedy: '무엇이 든 파일인지 맞게 골랐는지 확인하고, 거부된 행의 이유를 보세요.',
  },
  IMPORT_SERVER: { says: '서버가 이벤트를 받지 않았습니다', tells: '{url}: {reason}' },
  IMPORT_STOPPED: {
    says: '가져오기가 중단되었습니다',
    remedy: '이미 들어간 것은 그대로 있습니다. 고친 파일을 다시 올려도 두 번 들어가지 않습니다.',
    tells: '{reason}. {accepted}건은 이미 들어갔습니다.',
  },
  IMPORT_UNKNOWN: { says: '그런 가져오기가 없습니다' },
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
  MAIL_ADDRESS: {
    says: '메일을 보낼 수 없는 주소입니다',
    remedy: 'name@example.com처럼 하나만 적으세요.',
    tells: '{address}',
  },
  MALL_CONSENT: {
    says: '쇼핑몰의 동의가 적혀 있지 않습니다',
    remedy: '누가, 언제, 무엇에 동의했는지 적어 주세요.',
    tells: '{mall}',
  },
  MALL_ID: {
    says: '쓸 수 없는 몰 아이디입니다',
    remedy: '영문 소문자, 숫자, 점, 줄표로 60자까지, 글자나 숫자로 시작하게 적으세요.',
    tells: '{mall}',
  },
  MALL_PAUSED: { says: '멈춘 쇼핑몰이라 피드를 읽지 않습니다', remedy: '먼저 다시 시작하세요.', tells: '{mall}' },
  MALL_UNKNOWN: { says: '그런 쇼핑몰이 없습니다', tells: '{mall}' },
  MATCHER_FILE: {
    says: '매칭 모델 파일을 쓸 수 없습니다',
    remedy: '다른 파일을 고르거나, 파일 없이 기본 모델을 쓰세요.',
    tells: '{file}: {reason}',
  },
  MATCHING_STOPPED: {
    says: '상품을 맞추는 작업이 멈췄습니다',
    remedy: '다음에 쓸 때 기록에서 다시 만듭니다. 다시 시도하세요.',
    tells: '{reason}',
  },
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
  OFFER_UNKNOWN: {
    says: '그런 판매 상품이 없습니다',
    remedy: '그사이 피드에서 사라졌을 수 있습니다. 목록을 다시 불러오세요.',
    tells: '{mall}: {key}',
  },
  OUT_FILE: { says: '파일에 쓸 수 없습니다', remedy: '다른 파일을 고르세요.', tells: '{file}: {reason}' },
  OVERLOADED: { says: '서버가 바쁩니다', remedy: again },
  PRODUCT_UNKNOWN: { says: '그런 상품이 없습니다' },
  PUSH_PRIVATE: {
    says: '푸시 서버 주소가 사설망 안에 있습니다',
    remedy: '일부러 그런 것이라면 서버를 운영하는 분이 그 호스트를 허용할 수 있습니다.',
    tells: '{host}',
  },
  PUSH_SUBSCRIPTION: {
    says: '브라우저가 준 알림 구독이 아닙니다',
    remedy: '브라우저에서 알림을 껐다가 다시 켜 보세요.',
  },
  RATE_LIMITED: { says: '요청이 너무 많습니다', remedy: again },
  ROUTE_UNKNOWN: { says: '서버에 그런 기능이 없습니다', remedy: '서버와 페이지의 버전이 같은지 확인하세요.' },
  RUN_FEED_GONE: {
    says: '피드를 더는 보관하지 않아 반영할 수 없습니다',
    remedy: '더 새로운 피드를 읽었거나, 자리가 모자랐거나, 30일이 지났습니다. 피드를 다시 읽으세요.',
  },
  RUN_NOT_HELD: {
    says: '반영하거나 버릴지 정할 것이 없는 피드입니다',
    remedy: '이미 정해졌거나 읽는 중입니다. 지금 상태를 다시 불러오세요.',
  },
  RUN_STOPPED: {
    says: '피드를 읽는 동안 서버가 거듭 멈췄습니다',
    remedy: '이미 반영된 것은 남습니다. 서버를 운영하는 분께 기록을 봐 달라고 하고, 피드를 나누어 다시 읽어 보세요.',
    tells: '{source}: {crashes}번',
  },
  RUN_UNKNOWN: { says: '그런 읽기가 없습니다', remedy: '몰마다 최근 200번만 보관합니다.', tells: '{mall}: {run}' },
  SHOPPER_UNKNOWN: {
    says: '이 고객에 대해 아는 것이 없습니다',
    remedy: '로그인 아이디인지 기기 아이디인지, 대문자와 소문자가 맞는지 확인하세요.',
  },
  STOPPING: { says: '서버가 다시 시작하는 중입니다', remedy: again },
  STREAMS_TOO_MANY: { says: '이 키로 보고 있는 실시간 흐름이 너무 많습니다', remedy: '다른 창을 닫으세요.' },
  ...koreanSubscriptions,
  TOO_MANY_NEW: {
    says: '오늘은 이 키로 새 이름을 더 받을 수 없습니다',
    remedy: '비밀 키로 보내거나, 내일(UTC) 다시 시도하세요.',
  },
  TRAINING_NONE: { says: '이 서버에서는 순위 모델을 학습할 수 없습니다' },
  TRAINING_RUNNING: { says: '이미 학습하는 중입니다', remedy: '끝나기를 기다리거나 취소하세요.' },
  WAITING_NONE: { says: '이 서버에서는 기다릴 만한지 학습할 수 없습니다' },
  WAITING_RUNNING: { says: '기다릴 만한지 이미 학습하는 중입니다', remedy: '끝나기를 기다리거나 취소하세요.' },
  VERDICT_CONTRADICTS: {
    says: '앞서 다른 쌍에 대해 한 판단과 맞지 않습니다',
    remedy: '바뀐 것은 없습니다. 그중 하나를 ‘모르겠음’으로 되돌린 뒤 다시 판단하세요.',
    tells: '{earlier}',
  },
  VERDICT_UNKNOWN: { says: '이 쌍에 대한 판단이 없어서 되돌릴 것이 없습니다', tells: '{pair}' },
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
    remedy: 'whsec_ 뒤에 {min}~{max}바이트를 base64로 적거나, 비워 두면 새로 만듭니다.',
  },
}

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

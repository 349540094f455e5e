import { type KoreanTrouble, operator } from './korean-trouble.ts'

/** What the server answers about malls: their feeds, their offers, and what was said of both. */
export const koreanMalls: Readonly<Record<string, KoreanTrouble>> = {
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
  CATEGORY_TREE: { says: '카테고리 분류표로 읽을 수 없는 파일입니다', remedy: operator, tells: '{file}: {reason}' },
  CORRECTION_UNKNOWN: { says: '고친 적이 없는 속성이라서 되돌릴 것이 없습니다', tells: '{mall} {key}: {name}' },
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
  MALL_PAUSED: {
    says: '멈춘 쇼핑몰이라 피드도 가격도 받지 않습니다',
    remedy: '먼저 다시 시작하세요.',
    tells: '{mall}',
  },
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
  OFFER_UNKNOWN: {
    says: '그런 판매 상품이 없습니다',
    remedy: '그사이 피드에서 사라졌을 수 있습니다. 목록을 다시 불러오세요.',
    tells: '{mall}: {key}',
  },
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
  VERDICT_CONTRADICTS: {
    says: '앞서 다른 쌍에 대해 한 판단과 맞지 않습니다',
    remedy: '바뀐 것은 없습니다. 그중 하나를 ‘모르겠음’으로 되돌린 뒤 다시 판단하세요.',
    tells: '{earlier}',
  },
  VERDICT_UNKNOWN: { says: '이 쌍에 대한 판단이 없어서 되돌릴 것이 없습니다', tells: '{pair}' },
}

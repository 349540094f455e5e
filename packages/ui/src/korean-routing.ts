import type { KoreanTrouble } from './korean-trouble.ts'

/** What the server answers about planning routes. */
export const koreanRouting: Readonly<Record<string, KoreanTrouble>> = {
  ROUTING_BUSY: {
    says: '지금은 배송 경로를 더 계산할 수 없습니다',
    remedy: '잠시 뒤에 다시 보내세요.',
    tells: '이미 {waiting}건이 기다리고 있습니다.',
  },
  ROUTING_FILE: {
    says: '배송 경로 파일에 읽을 수 없는 곳이 있습니다',
    remedy: '가리키는 줄을 고쳐서 다시 읽으세요.',
    tells: '{file}, {line}번째 줄, {field}: {reason} ({remedy})',
  },
  ROUTING_FLAG: {
    says: '이 파일에는 쓸 수 없는 옵션입니다',
    remedy: '옵션을 빼거나, 그 옵션을 쓸 수 있는 형식의 파일을 쓰세요.',
    tells: '{file}, {flag}: {reason} ({remedy})',
  },
  ROUTING_ID_USED: {
    says: '같은 ID로 다른 배송 경로 문제를 이미 보냈습니다',
    remedy: '새 ID로 보내거나, 앞서 보낸 내용을 그대로 다시 보내세요.',
    tells: '{id}',
  },
  ROUTING_INPUT: {
    says: '배송 경로 문제에 맞지 않는 값이 있습니다',
    remedy: '가리키는 곳을 고쳐서 다시 보내세요.',
    tells: '{field}: {reason} ({remedy})',
  },
  ROUTING_NONE: {
    says: '이 서버에서는 배송 경로를 계산하지 않습니다',
    remedy: '서버를 운영하는 분께 경로 계산을 켜 달라고 하세요.',
  },
  ROUTING_SOLVE_UNKNOWN: {
    says: '그런 경로 계산이 없습니다',
    remedy: '결과는 끝난 뒤 한 시간 동안 남아 있고, 서버를 다시 시작하면 사라집니다. 다시 계산하세요.',
    tells: '{id}',
  },
  ROUTING_SPEED: {
    says: '파일에 위치만 있고 도로로 가는 시간이 없습니다',
    remedy:
      '직선거리로 계산해도 되면 속도를 함께 적으세요. 아니면 도로 서비스(OSRM, Valhalla)를 적거나, 이동 시간표가 든 JSON을 쓰세요.',
  },
  ROUTING_TOO_LARGE: {
    says: '배송 경로 문제가 너무 큽니다',
    remedy: '나누어 계산하세요.',
    tells: '{what} {count}개 (최대 {max}개)',
  },
  ROUTING_TRAVEL_NONE: {
    says: '장소 사이의 이동 시간을 알 수 없습니다',
    remedy:
      '이동 시간 행렬을 보내거나, 직선거리와 속도로 계산하겠다고 밝히세요. 도로 기준으로 계산하려면 서버를 운영하는 분께 OSRM이나 Valhalla를 연결해 달라고 하세요.',
    tells: '{profile}',
  },
  TRAVEL_OFF_ROAD: {
    says: '도로에서 너무 먼 장소가 있습니다',
    remedy: '좌표를 고치거나, 서버를 운영하는 분께 도로에서 더 먼 장소도 받아 달라고 하세요.',
    tells: '{lat}, {lon}: 가장 가까운 도로까지 {metres} m (최대 {most} m)',
  },
  TRAVEL_PROFILE: {
    says: '그 이동 수단으로는 이동 시간을 알 수 없습니다',
    remedy: '다른 이동 수단을 고르거나, 이동 시간 행렬을 보내세요.',
    tells: '{profile} ({source})',
  },
  TRAVEL_SERVICE: {
    says: '도로 서비스에서 이동 시간을 받지 못했습니다',
    remedy:
      '도로 서비스(OSRM, Valhalla)가 켜져 있는지, 장소 수가 한도를 넘지 않는지 확인하세요. 이동 시간을 지어내지 않습니다.',
    tells: '{url}: {reason}',
  },
}

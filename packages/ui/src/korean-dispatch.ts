import type { KoreanTrouble } from './korean-trouble.ts'

const reload = '다시 불러온 뒤 결정하세요.'

/** What the server answers about bringing things. */
export const koreanDispatch: Readonly<Record<string, KoreanTrouble>> = {
  DISPATCH_DAY: { says: '없는 날짜입니다', remedy: '2026-07-27처럼 쓰세요.', tells: '{day}' },
  DISPATCH_DELIVERY: { says: '그런 배송이 없거나 주소가 삭제되었습니다', tells: '{delivery}' },
  DISPATCH_DEPOT: { says: '그런 물류 거점이 없습니다', remedy: '거점을 먼저 등록하세요.', tells: '{depot}' },
  DISPATCH_DEPOT_USED: {
    says: '이 거점에서 출발하는 차량이 있습니다',
    remedy: '차량을 먼저 옮기거나 삭제하세요.',
    tells: '{vehicle}',
  },
  DISPATCH_EARLY: {
    says: '이 운행을 시작할 수 있는 시각보다 이릅니다',
    remedy: '실제로 그 일이 있을 때 보고하세요. 휴대폰 시계가 틀렸다면 맞춘 뒤 다시 보고하세요.',
    tells: '{vehicle}, {day}: {at} ({from}부터)',
  },
  DISPATCH_FIXED: { says: '끝났거나 기사가 가고 있는 곳이라 옮길 수 없습니다', tells: '{delivery}' },
  DISPATCH_FULL: {
    says: '하루에 계획할 수 있는 배송보다 많습니다',
    remedy: '거점이나 날짜로 나누세요.',
    tells: '{stops}건 (최대 {max}건)',
  },
  DISPATCH_NOTHING: {
    says: '계획할 것이 없습니다',
    remedy: '거점과 차량을 등록하고 그날 배송을 추가하세요.',
    tells: '',
  },
  DISPATCH_OTHER_ROUND: { says: '이 차량이 맡은 배송이 아닙니다', tells: '{delivery}' },
  DISPATCH_OVER: { says: '이미 끝난 배송이라 바꿀 수 없습니다', tells: '{delivery}' },
  DISPATCH_PAST: { says: '이미 지난 날짜입니다', remedy: '오늘이나 그 뒤의 날짜로 하세요.', tells: '{day}' },
  DISPATCH_PLAN: { says: '그런 배송 계획이 없습니다', remedy: '하루에 최근 계획 12개만 남습니다.', tells: '{plan}' },
  DISPATCH_PLAN_CHANGED: { says: '그사이 배송 계획이 바뀌었습니다', remedy: reload, tells: '버전 {version}' },
  DISPATCH_PLAN_STATE: { says: '이 배송 계획으로는 할 수 없습니다', remedy: reload, tells: '{state}' },
  DISPATCH_ROADS: {
    says: '도로 이동 시간을 물어볼 곳이 없습니다',
    remedy: '서버를 운영하는 분께 도로 서비스를 연결해 달라고 하거나, 직선거리와 속도를 고르세요.',
  },
  DISPATCH_ROUND: {
    says: '그날 이 차량이 나가는 확정된 계획이 없습니다',
    remedy: '배차 담당자에게 확인하세요.',
    tells: '{vehicle}, {day}',
  },
  DISPATCH_SOLVE: { says: '그런 계산이 없습니다', remedy: '한 시간 안의 계산만 남습니다.', tells: '{solve}' },
  DISPATCH_SOLVING: {
    says: '그날의 계획을 이미 계산하고 있습니다',
    remedy: '기다리거나 먼저 끝내세요.',
    tells: '{day}',
  },
  DISPATCH_VEHICLE: { says: '그런 차량이 없습니다', remedy: '차량을 먼저 등록하세요.', tells: '{vehicle}' },
  DISPATCH_VEHICLE_OUT: { says: '배송 나간 차량입니다', remedy: '돌아온 뒤 삭제하세요.', tells: '{vehicle}' },
  DISPATCH_WINDOW: {
    says: '배송 시간대가 순서에 맞지 않습니다',
    remedy: '각 시간대는 시작 뒤에 끝나고, 서로 겹치지 않아야 합니다.',
    tells: '{delivery}',
  },
  DISPATCH_ZONE: { says: '없는 시간대입니다', remedy: 'Asia/Seoul처럼 쓰세요.', tells: '{zone}' },
}

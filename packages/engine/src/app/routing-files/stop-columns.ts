/** What a column of a table of stops may hold. */
export type StopColumn =
  | 'id'
  | 'name'
  | 'lat'
  | 'lon'
  | 'x'
  | 'y'
  | 'amount'
  | 'windows'
  | 'service'
  | 'skills'
  | 'priority'
  | 'kind'

/** What columns are called in exports, in English and in Korean; without blanks, signs and units in brackets. */
const names: Readonly<Record<StopColumn, readonly string[]>> = {
  id: [
    'id',
    'stop',
    'stopid',
    'order',
    'orderid',
    'ordernumber',
    '주문번호',
    '번호',
    '아이디',
    '배송번호',
    '운송장번호',
  ],
  name: ['name', 'customer', 'address', '이름', '고객명', '받는분', '받는사람', '수령인', '배송지', '주소'],
  lat: ['lat', 'latitude', '위도'],
  lon: ['lon', 'lng', 'long', 'longitude', '경도'],
  x: ['x', 'xcoord'],
  y: ['y', 'ycoord'],
  amount: [
    'amount',
    'amounts',
    'demand',
    'quantity',
    'qty',
    'units',
    'boxes',
    'weight',
    'volume',
    '수량',
    '박스',
    '박스수',
    '중량',
    '무게',
    '부피',
    '물량',
  ],
  windows: [
    'window',
    'windows',
    'timewindow',
    'timewindows',
    'time',
    '시간대',
    '배송시간',
    '희망시간',
    '도착시간',
    '방문시간',
  ],
  service: [
    'service',
    'servicetime',
    'serviceminutes',
    'servicemin',
    'minutes',
    '작업시간',
    '하차시간',
    '소요시간',
    '체류시간',
  ],
  skills: ['skill', 'skills', 'needs', '조건', '필요조건', '차량조건', '기능'],
  priority: ['priority', '우선순위', '중요도'],
  kind: ['kind', 'type', '구분', '종류'],
}

const byName = new Map(
  Object.entries(names).flatMap(([column, all]) => all.map((name) => [name, column as StopColumn])),
)

/** Which column a heading names; undefined for one that nobody asked for. */
export function stopColumnOf(heading: string): StopColumn | undefined {
  const name = heading.replace(/\([^)]*\)|\[[^\]]*\]/g, '')
  return byName.get(name.toLowerCase().replace(/[\s_\-./]/g, ''))
}

const depots = ['depot', 'start', 'warehouse', '차고지', '출발지', '물류센터', '창고', '매장']
const pickups = ['pickup', 'return', '수거', '회수', '반품', '픽업']
const deliveries = ['', 'delivery', 'drop', 'dropoff', 'stop', '배송', '배달', '납품', '하차', '배송지']

/** What a row is, by its cell under "kind": a delivery where it is empty; undefined for a word that nobody knows. */
export function stopKindOf(cell: string): 'depot' | 'pickup' | 'delivery' | undefined {
  const kind = cell.trim().toLowerCase()
  if (depots.includes(kind)) return 'depot'
  if (pickups.includes(kind)) return 'pickup'
  return deliveries.includes(kind) ? 'delivery' : undefined
}

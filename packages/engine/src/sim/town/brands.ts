import { kinds } from './kinds.ts'

/** A made-up brand: where it is at home, how dear it is beside the median, and its style. */
export type Brand = {
  readonly name: string
  readonly departments: readonly string[]
  /** What of them it sells; everything when empty. See `isAtHome`. */
  readonly groups: readonly string[]
  readonly level: number
  readonly style: number
}

/** Styles of brands and of what they make. */
export const styles = ['미니멀', '캐주얼', '클래식', '모던', '빈티지', '내추럴', '스포티', '러블리'] as const

/** Names are made up; should one be somebody's, it is not meant. Dear ones come first in each row. */
const names: Readonly<Record<string, string>> = {
  패션: '라온에뜰 모노드 서촌직물 하루옷 봄날의옷장 오트앤리넨 느린바늘 도담핏 소소데일리 무채색 온결 담백 리네아로 스텝온길 달림표 가온슈 한걸음마 푸른실 포켓모아 노을가방 아침단추 올올이 데님골목 코튼마을 겨울숲',
  뷰티: '설아연 이슬담 맑은결 온도수 꽃물결 비온뒤숲 달빛살결 유리알 백옥당 순한하루 초록물약 물빛정원 살결노트 연분홍집 민트수풀 하얀들 고운나날 베베살결 맑음약방 투명한날',
  식품: '산들농장 마루곳간 새벽로스터 바른밭 푸른목장 할매손맛 오늘도한끼 제주바람밭 햇살과수원 깊은바다상 정직한방앗간 동네정육 아침달걀 고소한집 물맑은골 콩밭사이 구름커피 느티나무차 곡물창고 한상가득 옹기마을 밤참상회 야무진간식 초록식탁 건강곳간 파도소리어부네 섬마을어부네 하얀언덕목장 느린젖소 둥지마당 새벽둥우리 샘골물 옹달샘가 하루온알 튼튼곳간',
  가전: '소리결 한빛전자랩 누리톤 바람골 부엌연구 모음전기 온기랩 조용한가전 에코루프 미르텍 더하기전자 우리집랩 큐브온 라이트핀 다온일렉',
  디지털: '미르텍 큐브온 라이트핀 손안애 톡핀 가벼운노트 누름쇠 점선면 전선정리 비트마루 하늘칩 온더데스크',
  생활: '포근하지 잠온다 온도수 하얀빨래 숲속공방 빛나무 초록분 보들수건 둥근방 깨끗한날 솜이불가게 살림한수 동네살림 두루마리 물방울집',
  주방: '부엌연구 무쇠집 다정한그릇 흙과불 둥근방 뚝딱키친 오롯이 은수저 식탁너머 한소끔 유리공방 가마골',
  육아: '아기별 솜사탕곰 도담도담 맘마숲 나무블록 곰세마리상점 해님놀이 순한하루',
  반려동물: '멍냥상회 발바닥 고양이마을 산책가자 털뭉치 꼬리흔들 냥이식당',
  스포츠: '달림표 산마루 숨고르기 바람막이공방 캠프온돌 코트위 땀방울 한강러너',
  취미: '점선면 종이숲 먹과붓 연필가게 느린글씨 하루한장 색연필공방',
}

const clothes = '여성의류 남성의류 잡화'

/** Who sells only some of a department: its groups or narrowest categories. The others are at home in all of theirs. */
const specialists: Readonly<Record<string, string>> = {
  [clothes]:
    '모노드 서촌직물 하루옷 봄날의옷장 오트앤리넨 느린바늘 도담핏 소소데일리 무채색 담백 리네아로 아침단추 올올이 데님골목 코튼마을 겨울숲',
  신발: '스텝온길 달림표 가온슈 한걸음마',
  '가방 잡화': '푸른실 포켓모아 노을가방',
  '과일 채소': '산들농장 바른밭 제주바람밭',
  과일: '햇살과수원',
  '채소 건강': '초록식탁',
  커피·차: '새벽로스터 구름커피 느티나무차',
  '소·돼지 유제품': '푸른목장',
  소·돼지: '동네정육',
  닭·달걀: '아침달걀 둥지마당 새벽둥우리',
  수산: '깊은바다상 파도소리어부네 섬마을어부네',
  유제품: '하얀언덕목장 느린젖소',
  음료: '물맑은골 샘골물 옹달샘가',
  간편식: '할매손맛 오늘도한끼 옹기마을',
  '간편식 과자': '마루곳간 정직한방앗간 밤참상회 곡물창고',
  '간편식 소·돼지 수산': '한상가득',
  과자: '고소한집 야무진간식',
  '채소 간편식': '콩밭사이',
  건강: '건강곳간 하루온알 튼튼곳간',
  음향: '소리결 누리톤',
  주방가전: '부엌연구',
  '계절가전 생활가전': '바람골 온기랩',
  모바일: '손안애 톡핀 전선정리',
  컴퓨터: '가벼운노트 누름쇠',
  침구: '포근하지 잠온다 솜이불가게',
  욕실: '보들수건 온도수',
  세제·휴지: '하얀빨래 깨끗한날 두루마리 물방울집',
  인테리어: '숲속공방 빛나무 초록분',
  조리도구: '무쇠집 뚝딱키친 한소끔',
  식기: '다정한그릇 흙과불 은수저 유리공방',
  완구: '솜사탕곰 나무블록 곰세마리상점 해님놀이',
  분유·이유식: '맘마숲',
  고양이: '고양이마을 털뭉치 냥이식당',
  강아지: '산책가자 꼬리흔들',
  홈트: '숨고르기',
  구기: '코트위',
  캠핑: '산마루 바람막이공방 캠프온돌',
}

/** Whether a brand sells such a thing: its department, and where it is a specialist there, its group or narrowest category. */
export function isAtHome({ departments, groups }: Brand, [department, ...narrower]: readonly string[]): boolean {
  if (!departments.includes(department!)) return false
  const here = groups.filter((group) => groupsOf.get(department!)!.has(group))
  return here.length === 0 || here.some((group) => narrower.includes(group))
}

/** The groups and narrowest categories of each department. */
const groupsOf = kinds.reduce((all, { path: [department, ...narrower] }) => {
  const known = all.get(department) ?? new Set<string>()
  for (const name of narrower) known.add(name)
  return all.set(department, known)
}, new Map<string, Set<string>>())

/** All brands; one name may be at home in several departments. */
export function makeBrands(): readonly Brand[] {
  const homes = new Map<string, string[]>()
  for (const [department, list] of Object.entries(names))
    for (const name of list.split(' ')) homes.set(name, [...(homes.get(name) ?? []), department])
  const groups = new Map<string, readonly string[]>()
  for (const [sold, list] of Object.entries(specialists))
    for (const name of list.split(' ')) groups.set(name, sold.split(' '))
  return [...homes].map(([name, departments], number) => {
    const row = names[departments[0]!]!.split(' ')
    const rank = row.indexOf(name) / row.length
    return {
      name,
      departments,
      groups: groups.get(name) ?? [],
      level: 1.55 - 0.9 * rank,
      style: (number * 5 + departments.length) % styles.length,
    }
  })
}

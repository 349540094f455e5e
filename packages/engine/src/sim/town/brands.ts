/** A made-up brand: where it is at home, how dear it is beside the median, and its style. */
export type Brand = {
  readonly name: string
  readonly departments: readonly string[]
  readonly level: number
  readonly style: number
}

/** Styles of brands and of what they make. */
export const styles = ['미니멀', '캐주얼', '클래식', '모던', '빈티지', '내추럴', '스포티', '러블리'] as const

/** Names are made up; should one be somebody's, it is not meant. Dear ones come first in each row. */
const names: Readonly<Record<string, string>> = {
  패션: '라온에뜰 모노드 서촌직물 하루옷 봄날의옷장 오트앤리넨 느린바늘 도담핏 소소데일리 무채색 온결 담백 리네아로 스텝온길 달림표 가온슈 한걸음마 푸른실 포켓모아 노을가방 아침단추 올올이 데님골목 코튼마을 겨울숲',
  뷰티: '설아연 이슬담 맑은결 온도수 꽃물결 비온뒤숲 달빛살결 유리알 백옥당 순한하루 초록물약 물빛정원 살결노트 연분홍집 민트수풀 하얀들 고운나날 베베살결 맑음약방 투명한날',
  식품: '산들농장 마루곳간 새벽로스터 바른밭 푸른목장 할매손맛 오늘도한끼 제주바람밭 햇살과수원 깊은바다상 정직한방앗간 동네정육 아침달걀 고소한집 물맑은골 콩밭사이 구름커피 느티나무차 곡물창고 한상가득 옹기마을 밤참상회 야무진간식 초록식탁 건강곳간',
  가전: '소리결 한빛전자랩 누리톤 바람골 부엌연구 모음전기 온기랩 조용한가전 에코루프 미르텍 더하기전자 우리집랩 큐브온 라이트핀 다온일렉',
  디지털: '미르텍 큐브온 라이트핀 손안애 톡핀 가벼운노트 누름쇠 점선면 전선정리 비트마루 하늘칩 온더데스크',
  생활: '포근하지 잠온다 온도수 하얀빨래 숲속공방 빛나무 초록분 보들수건 둥근방 깨끗한날 솜이불가게 살림한수 동네살림 두루마리 물방울집',
  주방: '부엌연구 무쇠집 다정한그릇 흙과불 둥근방 뚝딱키친 오롯이 은수저 식탁너머 한소끔 유리공방 가마골',
  육아: '아기별 솜사탕곰 도담도담 맘마숲 나무블록 곰세마리상점 해님놀이 순한하루',
  반려동물: '멍냥상회 발바닥 고양이마을 산책가자 털뭉치 꼬리흔들 냥이식당',
  스포츠: '달림표 산마루 숨고르기 바람막이공방 캠프온돌 코트위 땀방울 한강러너',
  취미: '점선면 종이숲 먹과붓 연필가게 느린글씨 하루한장 색연필공방',
}

/** All brands; one name may be at home in several departments. */
export function makeBrands(): readonly Brand[] {
  const homes = new Map<string, string[]>()
  for (const [department, list] of Object.entries(names))
    for (const name of list.split(' ')) homes.set(name, [...(homes.get(name) ?? []), department])
  return [...homes].map(([name, departments], number) => {
    const row = names[departments[0]!]!.split(' ')
    const rank = row.indexOf(name) / row.length
    return { name, departments, level: 1.55 - 0.9 * rank, style: (number * 5 + departments.length) % styles.length }
  })
}

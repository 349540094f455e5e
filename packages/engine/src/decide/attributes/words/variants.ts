/** What is said behind a device's name or number and makes it another one: 프로, Max, 플러스. */
export const tiers: Readonly<Record<string, string>> = {
  'pro max': '프로맥스|프로 맥스|pro max|promax',
  'pro plus': '프로플러스|프로 플러스|pro plus',
  pro: '프로|pro',
  max: '맥스|max',
  plus: '플러스|plus',
  ultra: '울트라|ultra',
  mini: '미니|mini',
  lite: 'lite|라이트에디션',
  neo: '네오|neo',
  se: 'se',
  fe: 'fe',
  ti: 'ti',
  'ti super': 'ti super|ti 슈퍼',
  super: 'super|슈퍼',
  ii: 'ii|mark ii|mk ii|mk2|mk 2|mark 2',
  iii: 'iii|mark iii|mk iii|mk3|mk 3|mark 3',
}

/** Hold a word of an axis or a tier and mean something else. */
export const noVariants =
  '제로웨이스트|그라운드제로|소프트웨어|소프트아이스크림|소프트렌즈|하드디스크|하드웨어|하드캐리|미러리스|백미러|사이드미러|룸미러|스탠드업|스탠드 업|스탠딩|' +
  '라운드넥|라운드 넥|라운드티|라운드 티|round neck|crew neck|바디워시|바디 워시|바디로션|바디 로션|바디크림|바디오일|바디미스트|바디샴푸|바디스크럽|바디수트|바디슈트|바디필로우|' +
  'body wash|body lotion|body cream|body oil|body mist|헤어바디|롱보드|롱래스팅|롱테일|롱웨어|롱런|롱슬리브|롱 슬리브|long sleeve|long sleeved|long lasting|' +
  'short sleeve|short sleeved|숏슬리브|무선청소기|무선 청소기|무선주전자|무선 주전자|무선충전|무선 충전|무선포트|유선형디자인|자동차|자동급수|' +
  '프로틴|프로바이오틱스|프로폴리스|프로그램|프로젝터|프로필|프로모션|프로페셔널|미니멀|미니언즈|미니쿠퍼|미니스커트|맥스봉|맥심|맥스웰|플러스친구|플러스사이즈|플러스 사이즈|plus size|' +
  '슈퍼푸드|슈퍼마켓|슈퍼맨|슈퍼마리오|울트라맨|스킨푸드|고양이손|cat5|cat6|cat7|cat 5|cat 6|cat 7|cat5e|cat 5e|핫도그|hot dog|캣타워|드라이기|드라이어|드라이버|드라이아이스|' +
  '헤어드라이|라지에이터|리치몬드|퀸사이즈침대|킹콩|비킹|퀸비|오토바이|오토캠핑|오토만|데오드란트|싱글벙글|디스크브레이크|키트캣|킷캣|냉동고|냉장고|냉동실|냉장실|나이트크림|나이트 크림|싱글몰트|single malt|더블유|성인병|저당밥솥|저당 밥솥|max coffee'

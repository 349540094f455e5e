/** Words that say an attribute's value by themselves: attribute -> value -> words, in Korean and English. */
export const terms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  gender: {
    men: 'men|mens|man|male|gents|남성|남자|남성용|남자용|남성복|남|맨즈|멘즈',
    women: 'women|womens|woman|ladies|lady|female|여성|여자|여성용|여자용|여성복|여|우먼|우먼즈|레이디스',
    unisex: 'unisex|남녀공용|남여공용|남녀|남여|남녀 공용|유니섹스|커플',
    boys: 'boys|boy|남아|남아용|남자아이',
    girls: 'girls|girl|여아|여아용|여자아이',
  },
  age: {
    baby: 'baby|babies|infant|infants|newborn|신생아|유아|유아용|아기|영유아|돌아기',
    kids: 'kids|kid|children|childrens|child|toddler|junior|juniors|아동|아동용|어린이|어린이용|키즈|주니어|초등|초등학생',
    teens: 'teen|teens|청소년|중학생|고등학생',
    adults: 'adult|adults|성인|성인용|어른',
    seniors: 'senior|seniors|시니어|어르신|실버용',
  },
  season: {
    spring: 'spring|봄|봄용|봄철',
    summer: 'summer|여름|여름용|여름철|썸머|하절기',
    fall: 'fall|autumn|가을|가을용|가을철',
    winter: 'winter|겨울|겨울용|겨울철|윈터|동계|방한|동절기',
    'spring/fall': '간절기|환절기|봄가을|봄 가을',
    'all seasons': 'all season|all seasons|사계절|4계절|사계절용',
    'spring/summer': '춘하|춘하복|봄여름|봄 여름',
    'fall/winter': '추동|추동복|가을겨울|가을 겨울',
  },
  material: {
    cotton: 'cotton|코튼|순면|면|면혼방|오가닉코튼',
    polyester: 'polyester|폴리에스터|폴리에스테르|폴리',
    wool: 'wool|울|양모|램스울|lambswool|메리노울|merino|울혼방',
    cashmere: 'cashmere|캐시미어|캐시미아',
    silk: 'silk|실크',
    linen: 'linen|린넨|리넨|마혼방',
    leather: 'leather|가죽|천연가죽|소가죽|양가죽|레더|cowhide|카우하이드|genuine leather|리얼레더',
    'fake leather': 'fake leather|faux leather|vegan leather|pu leather|인조가죽|합성가죽|비건레더|페이크레더|에코레더',
    suede: 'suede|스웨이드|세무|누벅|nubuck',
    denim: 'denim|데님|청지',
    corduroy: 'corduroy|코듀로이|골덴',
    fleece: 'fleece|플리스|후리스|폴라폴리스|뽀글이|양털|보아털',
    nylon: 'nylon|나일론|코듀라|cordura',
    rayon: 'rayon|레이온|인견|비스코스|viscose',
    modal: 'modal|모달|텐셀|tencel|lyocell|리오셀',
    spandex: 'spandex|스판|스판덱스|라이크라|lycra|elastane',
    velvet: 'velvet|벨벳|벨루어|벨로아|velour',
    down: 'down|덕다운|구스다운|오리털|거위털|goose down|duck down|다운|웰론|wellon',
    fur: '밍크|밍크퍼|faux fur|에코퍼|페이크퍼|fur|무스탕',
    mohair: 'mohair|모헤어|알파카|alpaca|앙고라|angora',
    mesh: 'mesh|메쉬|메시',
    canvas: 'canvas|캔버스',
    microfiber: 'microfiber|microfibre|극세사|초극세사',
    satin: 'satin|새틴|사틴|공단',
    chiffon: 'chiffon|쉬폰|시폰',
    lace: 'lace|레이스',
    tweed: 'tweed|트위드',
    rubber: 'rubber|고무|라텍스|latex',
    silicone: 'silicone|실리콘',
    'stainless steel': 'stainless steel|stainless|스테인리스|스테인레스|스텐|스텐레스|스뎅',
    aluminum: 'aluminum|aluminium|알루미늄',
    titanium: '티타늄소재|순티타늄',
    plastic: 'plastic|플라스틱|폴리카보네이트|polycarbonate|abs수지',
    tritan: '트라이탄|tritan',
    ppsu: 'ppsu|피피에스유',
    tpe: 'tpe',
    nbr: 'nbr',
    pvc: 'pvc',
    eva: 'eva|에바폼',
    'memory foam': 'memory foam|메모리폼',
    bentonite: 'bentonite|벤토나이트',
    'tofu litter': '두부모래|두부 모래',
    'wood pellets': '우드펠릿|우드펠렛|목재펠릿',
    'cast iron': 'cast iron|무쇠|주철|주물|통주물',
    carbon: 'carbon|카본',
    magnet: 'magnetic|자석|마그네틱|마그넷',
    wood: 'wood|wooden|원목|나무|우드|편백|편백나무|오크|고무나무|자작나무|소나무|삼나무|월넛|walnut',
    bamboo: 'bamboo|대나무',
    glass: 'glass|강화유리|유리|내열유리|tempered glass',
    ceramic: 'ceramic|세라믹|도자기|사기|porcelain|본차이나|bone china',
    marble: 'marble|대리석',
    acrylic: 'acrylic|아크릴',
    paper: '종이|크라프트지',
    'sterling silver': 'sterling silver|925 silver|은925|실버925|925실버|s925',
    'gold 14k': '14k|14k gold|14k골드|14케이',
    'gold 18k': '18k|18k gold|18k골드|18케이',
  },
  style: {
    'oversized fit':
      'oversized|oversize|overfit|over fit|오버핏|오버사이즈|오버 핏|빅사이즈핏|박시핏|박시|루즈핏|loose fit|relaxed fit|릴렉스핏|릴렉스드',
    'slim fit': 'slim fit|슬림핏|슬림 핏|스키니|skinny|스키니핏|머슬핏',
    'regular fit': 'regular fit|레귤러핏|스탠다드핏',
    'semi-oversized fit': '세미오버핏|세미 오버핏|세미오버|semi over|semi overfit',
    'wide fit': 'wide|와이드|와이드핏|통바지|배기|배기핏|벌룬|벌룬핏',
    'straight fit': 'straight|스트레이트|스트레이트핏|일자핏|테이퍼드|tapered',
    cropped: 'crop|cropped|크롭|크롭티|크롭핏|세미크롭|세미 크롭',
    'crew neck': 'crewneck|crew neck|크루넥|크루 넥|라운드넥|라운드 넥|round neck',
    'v-neck': 'v neck|vneck|브이넥|브이 넥|v넥',
    turtleneck: 'turtleneck|turtle neck|터틀넥|목폴라|폴라넥|반폴라|모크넥|모크 넥|mock neck|하프넥|하이넥',
    hooded: 'hooded|hoodie|hoody|후드|후디|후드티|후드집업|후드 집업',
    'long sleeve': 'long sleeve|long sleeved|full sleeve|긴팔|긴팔티|롱슬리브',
    'short sleeve': 'short sleeve|short sleeved|half sleeve|반팔|반팔티|반소매|숏슬리브',
    sleeveless: 'sleeveless|민소매|나시|슬리브리스',
    striped: 'striped|stripe|stripes|스트라이프|줄무늬|단가라',
    checked: 'check|checked|checks|checkered|plaid|체크|체크무늬|타탄체크|깅엄체크|깅엄',
    solid: 'solid|무지|솔리드|민무늬',
    floral: 'floral|flower print|플라워패턴|꽃무늬|플로럴',
    dotted: 'dotted|polka dot|도트|땡땡이|물방울무늬',
    printed: 'printed|프린트|프린팅|graphic|그래픽|나염',
    'napped lining': '기모|기모안감|속기모|융기모|본딩기모|brushed',
    casual: 'casual|캐주얼|캐쥬얼',
    formal: 'formal|정장|포멀|비즈니스룩|수트',
    sports: 'sports|sport|스포츠|트레이닝|athletic|운동복',
    'zip-up': 'zip up|zipup|집업|하프집업|하프 집업|half zip',
  },
  condition: {
    used: '중고|중고품|중고상품|중고제품|second hand|secondhand|pre owned|preowned|pre loved|빈티지중고|세컨핸드',
    refurbished:
      '리퍼|리퍼비시|리퍼브|리퍼비쉬|리퍼상품|리퍼제품|refurbished|renewed|refurb|reconditioned|전시상품|전시품|반품상품|반품|open box|오픈박스|스크래치상품',
    new: '새상품|새제품|미개봉|미사용|brand new|신품',
  },
}

/** Mean a value only as a word of its own: within longer words they are syllables of something else. */
export const wholeWords = new Set(
  (
    '남녀|남여|남|여|커플|봄|면|울|폴리|다운|스판|퍼|사기|유리|오크|우드|종이|도트|반품|중고|아기|유아|초등|성인|어른|방한|동계|' +
    '무지|체크|박시|나시|배기|프린트|리퍼|레이스|메시|공단|크롭|고무|나무'
  ).split('|'),
)

/** English words that are also other words: believed less. */
export const weakTerms = new Set(
  'down|glass|man|lady|fall|spring|child|baby|print|check|sport|used|wood|canvas|junior|senior|silk|lace|male|crop|wide'.split(
    '|',
  ),
)

/** Hold a term and are something else. */
export const noTerms =
  '카본블랙|맨투맨|우먼파워|베이비파우더|베이비오일|유리아쥬|유리병|면도기|면도날|면세|면역|울트라|울샴푸|울세제|다운로드|다운펌|업다운|쿨다운|스판지|폴리스|' +
  '겨울왕국|봄보니|여름휴가|가을방학|체크카드|체크인|체크리스트|나무젓가락 세트|gender neutral|man utd|manchester|ladybug|baby powder|' +
  'glass cleaner|유리세정제|유리창|가죽클리너|leather cleaner|fall out|down under|check in|printer|스프링|spring roll|winter melon|' +
  '실리콘밸리|고무장갑|wood stock|wireless|우드스탁|kids pack|중고등|중고등학생|중고생|bluetooth'

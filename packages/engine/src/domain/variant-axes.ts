/** One choice among several that exclude each other: all values of an axis, and which of them nobody would leave unsaid. */
export type Axis = {
  readonly values: Readonly<Record<string, string>>
  /** What makes it another product even where the other offer is silent: a refill is not the bottle that it refills. */
  readonly marked?: readonly string[]
}

/** What malls tell varieties of one product apart by, in Korean and English: axis -> value -> words. */
export const variantAxes: Readonly<Record<string, Axis>> = {
  supply: {
    values: {
      refill: '리필|리필형|리필액|리필용|리필팩|리필파우치|리필제품|refill|refills',
      'with container': '본품|본통|용기형|본품용기',
    },
    marked: ['refill'],
  },
  sample: {
    values: { tester: '테스터|tester', sample: '체험분|체험팩|미니어처|미니어쳐|miniature' },
    marked: ['tester', 'sample'],
  },
  caffeine: {
    values: { decaf: '디카페인|디카프|무카페인|카페인프리|decaf|decaffeinated|caffeine free' },
    marked: ['decaf'],
  },
  sugar: {
    values: {
      'no sugar':
        '제로|제로슈거|제로슈가|제로 슈거|제로 슈가|무설탕|무가당|슈가프리|슈거프리|노슈가|zero|zero sugar|sugar free|unsweetened',
      'low sugar': '저당|로우슈거|low sugar',
      sweetened: '가당|스위트|sweetened',
    },
    marked: ['no sugar', 'low sugar'],
  },
  fat: {
    values: { 'low fat': '저지방|low fat', 'no fat': '무지방|탈지|fat free', 'full fat': '전지|whole milk' },
    marked: ['low fat', 'no fat'],
  },
  lactose: { values: { 'lactose free': '락토프리|유당제거|lactose free' }, marked: ['lactose free'] },
  salt: {
    values: { unsalted: '무염|unsalted', salted: '가염', 'low salt': '저염|저나트륨|나트륨줄인|low sodium' },
    marked: ['unsalted', 'low salt'],
  },
  alcohol: {
    values: { 'no alcohol': '무알코올|무알콜|논알콜|논알코올|알코올프리|알콜프리|non alcoholic|alcohol free' },
    marked: ['no alcohol'],
  },
  grind: {
    values: {
      'whole beans': '홀빈|분쇄안함|분쇄 안함|미분쇄|원두상태|갈지않음|whole bean|whole beans',
      ground: '분쇄|분쇄원두|핸드드립|핸드드립용|드립용|에스프레소용|모카포트용|커피메이커용|프렌치프레스용|ground',
    },
  },
  roast: {
    values: {
      'dark roast': '다크로스트|다크 로스트|강배전|dark roast',
      'medium roast': '미디엄로스트|미디엄 로스트|중배전|medium roast',
      'light roast': '라이트로스트|라이트 로스트|약배전|light roast',
    },
  },
  protein: {
    values: {
      wpc: 'wpc|농축유청|농축유청단백',
      wpi: 'wpi|분리유청|분리유청단백|아이솔레이트',
      wph: 'wph|가수분해유청',
      isp: 'isp|분리대두',
      casein: '카제인|casein',
    },
  },
  form: {
    values: {
      powder: '가루|분말|파우더형|분말형|가루형|powder',
      liquid: '액체|액상|액상형|원액|liquid',
      capsule: '캡슐형|캡슐세제|capsule',
      tablet: '정제|알약형',
      gel: '겔|젤타입|젤형|gel',
      spray: '스프레이|스프레이형|분무기형|spray',
      solid: '고체|고형|고체형|비누형|bar soap',
      sheet: '시트형|시트세제|종이세제',
      jelly: '젤리|젤리형|구미|gummy',
      stick: '스틱형',
      foam: '거품형|버블형|폼타입|foam type',
    },
  },
  wetness: {
    values: { wet: '물걸레|습식|웨트|젖은|wet', dry: '건식|마른|dry', 'semi-moist': '반습식|소프트사료' },
  },
  temperature: { values: { frozen: '냉동|frozen', chilled: '냉장|chilled' } },
  skin: {
    values: {
      'oily skin': '지성|지성용|지성두피|지성피부|지성모발|oily',
      'dry skin': '건성|건성용|건성두피|건성피부|건성모발',
      'sensitive skin': '민감성|민감성용|민감성피부|민감성두피|센서티브|sensitive',
      'combination skin': '복합성|복합성피부|중복합성',
    },
    marked: ['oily skin', 'dry skin'],
  },
  finish: {
    values: {
      matte: '무광|벨벳|벨벳틴트|velvet|보송|매트립|매트립스틱|매트타입',
      glossy: '유광|글로시|글로우|글로시틴트|glossy|glow|물광|촉촉',
    },
  },
  firmness: { values: { soft: '소프트|부드러운|soft', hard: '하드|단단한|hard', 'medium firm': '미디엄하드' } },
  moistness: { values: { light: '산뜻한|라이트한|워터리', rich: '리치|고보습|rich' } },
  network: {
    values: {
      wifi: '와이파이|와이파이전용|와이파이모델|wifi|wi fi|wlan',
      cellular: '셀룰러|셀룰러모델|lte|lte모델|cellular|5g|5g모델',
    },
  },
  link: {
    values: { wired: '유선|유선형|wired', wireless: '무선|무선형|블루투스|wireless|bluetooth|코드리스|cordless' },
  },
  edition: {
    values: {
      disc: '디스크|디스크에디션|디스크 에디션|디스크버전|disc edition|disc',
      digital: '디지털에디션|디지털 에디션|디지털버전|디지털 버전|digital edition',
    },
  },
  mount: {
    values: {
      stand: '스탠드|스탠드형|스탠드타입|입식|stand',
      wall: '벽걸이|벽걸이형|wall mount|wall mounted',
      table: '탁상|탁상용|탁상형|테이블형|desktop type',
      ceiling: '천장형|천정형|실링',
      'built in': '빌트인|매립형|built in',
      car: '차량용|자동차용|차량형',
    },
  },
  hand: {
    values: {
      left: '왼손|왼손용|왼손잡이|왼손잡이용|좌타|left handed|left hand',
      right: '오른손|오른손용|우타|right handed|right hand',
    },
    marked: ['left'],
  },
  kit: {
    values: {
      'body only': '바디|바디단품|바디 단품|바디킷제외|body|body only|단품',
      kit: '렌즈킷|렌즈키트|렌즈 킷|렌즈포함|렌즈세트|kit|키트|풀세트|풀패키지|스타터킷|스타터키트|starter kit',
    },
  },
  concentration: {
    values: {
      'eau de parfum':
        'edp|오드퍼퓸|오드 퍼퓸|오 드 퍼퓸|오 드퍼퓸|오데퍼퓸|오드빠르펭|오드파르팡|오 드 빠르펭|eau de parfum',
      'eau de toilette':
        'edt|오드뚜왈렛|오 드 뚜왈렛|오드트왈렛|오 드 트왈렛|오드뜨왈렛|오드 뚜왈렛|오드투알렛|eau de toilette',
      'eau de cologne': 'edc|오드코롱|오 드 코롱|오데코롱|코롱|eau de cologne|cologne',
    },
  },
  maker: {
    values: {
      genuine: '정품토너|정품 토너|정품잉크|정품 잉크|정품배터리|정품 배터리|정품필터|정품 필터|순정|순정품',
      compatible:
        '호환토너|호환 토너|호환잉크|호환 잉크|재생토너|재생 토너|재생잉크|재생 잉크|호환배터리|호환 배터리|호환필터|호환 필터|비정품|remanufactured',
    },
    marked: ['compatible'],
  },
  bed: {
    values: {
      single: '싱글|싱글사이즈|single',
      'super single': '슈퍼싱글|슈퍼 싱글|수퍼싱글|super single',
      double: '더블사이즈|더블침대|더블이불',
      queen: '퀸|퀸사이즈|queen',
      king: '킹|킹사이즈|king',
      'large king': '라지킹|라지 킹|large king|패밀리사이즈',
    },
  },
  bulk: {
    values: {
      'extra large': '특대|특대형|점보|점보형|초대형|왕대|jumbo',
      large: '대형|대사이즈|라지|라지사이즈|large',
      medium: '중형|중사이즈|미디엄|medium',
      small: '소형|소사이즈|스몰|스몰사이즈|small',
    },
  },
  fastening: {
    values: { tape: '밴드형|테이프형|밴드기저귀|밴드 기저귀', pants: '팬티형|팬티기저귀|팬티 기저귀|입는기저귀' },
  },
  night: {
    values: { overnight: '오버나이트|나이트|취침용|overnight', day: '주간용|데이용', liner: '라이너|팬티라이너|liner' },
  },
  lens: {
    values: {
      mirrored: '미러|미러렌즈|미러코팅|mirrored',
      'no mirror': '노미러|논미러|노 미러',
      polarized: '편광|편광렌즈|polarized',
      photochromic: '변색|변색렌즈',
    },
  },
  shape: {
    values: {
      round: '라운드|원형|round|동그란',
      square: '스퀘어|사각|사각형|정사각|정사각형|square',
      rectangle: '직사각|직사각형|rectangle',
      oval: '타원|타원형|오벌|oval',
      cateye: '캣아이|cat eye',
      boston: '보스턴|보잉|aviator',
    },
  },
  mechanism: {
    values: {
      automatic: '자동|자동형|전자동|오토|원터치|automatic|auto',
      manual: '수동|수동형|핀버클|핀 버클|manual',
      'half automatic': '반자동',
    },
  },
  closure: {
    values: {
      velcro: '벨크로|찍찍이|velcro',
      laces: '끈타입|레이스업|lace up',
      'slip on': '슬립온|slip on',
      zipper: '지퍼형|지퍼타입',
    },
  },
  sock: {
    values: {
      ankle: '발목|발목양말|단목|앵클|ankle',
      crew: '장목|장목양말|크루삭스|crew socks',
      mid: '중목|중목양말',
      'no show': '덧신|페이크삭스|페이크 삭스|no show',
      knee: '니삭스|무릎양말|knee high',
    },
  },
  long: { values: { long: '롱|롱기장|롱타입|롱버전|long', short: '숏|쇼트|숏기장|숏타입|short' }, marked: ['long'] },
  lining: {
    values: {
      napped: '기모|속기모|융기모|본딩기모|양기모|기모안감|napped|brushed',
      'french terry': '쭈리|헤비쭈리|특양면|미니쭈리|french terry',
    },
    marked: ['napped'],
  },
  animal: {
    values: {
      dog: '강아지|애견|반려견|도그|dog|애견용|강아지용|멍멍이',
      cat: '고양이|애묘|반려묘|냥이|캣|cat|고양이용',
    },
  },
  'pet age': {
    values: {
      puppy: '퍼피|puppy|키튼|kitten|자견|자묘|자견용|아기고양이',
      adult: '어덜트|adult|성견|성묘|성견용|성묘용',
      old: '시니어|senior|노령견|노견|노묘|노령묘|7세이상',
    },
  },
  serving: {
    values: {
      'small cup': '소컵|작은컵|미니컵',
      'large cup': '큰컵|큰사발|왕컵|대컵',
      cup: '컵라면|사발면',
      bag: '봉지라면|봉지면',
    },
  },
  pressing: {
    values: { 'extra virgin': '엑스트라버진|엑스트라 버진|extra virgin', pure: '퓨어올리브유|퓨어 올리브유|퓨어|pure' },
  },
  chewing: { values: { chewable: '츄어블|씹어먹는|chewable' } },
  'sun filter': {
    values: {
      'tone up': '톤업|tone up',
      mineral: '무기자차|mineral',
      chemical: '유기자차',
      'both filters': '혼합자차',
    },
    marked: ['tone up'],
  },
  effect: {
    values: {
      volume: '볼륨|볼륨업|볼류마이징|volume',
      curl: '컬링|컬업|curling',
      'long lash': '롱래쉬|롱래시|long lash',
      'damage care': '손상케어|손상모발|데미지|데미지케어|damage',
      'scalp care': '두피케어|스칼프|scalp',
    },
  },
  washer: {
    values: { 'front loader': '드럼용|드럼세탁기용|드럼세제|드럼', 'top loader': '일반용|통돌이용|일반세탁기용' },
  },
  lidded: { values: { 'with cap': '캡형', portable: '휴대용|휴대형|미니팩|portable' } },
  handles: { values: { 'one handle': '편수|편수냄비', 'two handles': '양수|양수냄비' } },
  height: { values: { low: '낮은|로우타입', high: '높은|하이타입' } },
  chemistry: {
    values: {
      alkaline: '알카라인|alkaline',
      manganese: '망간',
      'rechargeable cell': '충전지',
      lithium: '리튬건전지|리튬전지',
    },
  },
  light: {
    values: {
      daylight: '주광색|하얀빛|6500k',
      'warm white': '전구색|노란빛|3000k|2700k',
      'neutral white': '주백색|4000k',
    },
  },
  switch: {
    values: {
      'silent red': '저소음적축|저소음 적축|silent red',
      red: '적축|red switch',
      blue: '청축|blue switch',
      brown: '갈축|brown switch',
      black: '흑축',
      yellow: '황축',
    },
  },
  layout: {
    values: {
      tenkeyless: '텐키리스|tenkeyless|tkl',
      'full layout': '풀배열|full size keyboard',
      mini: '미니배열|65배열|75배열',
    },
  },
  bus: { values: { nvme: 'nvme', sata: 'sata|sata3|사타' } },
  carrier: { values: { unlocked: '자급제|공기계|unlocked', skt: 'skt', kt: 'kt', 'lg u+': 'lgu|lg유플러스|유플러스' } },
  wallet: {
    values: { bifold: '반지갑|bifold', 'long wallet': '장지갑', 'card wallet': '카드지갑|카드케이스|card holder' },
  },
  folding: {
    values: {
      'long umbrella': '장우산',
      'folding umbrella': '3단우산|3단 우산|5단우산|접이식우산|2단우산|3단자동우산',
    },
  },
  top: { values: { 'high top': '하이탑|하이 탑|high top', 'low top': '로우탑|로우 탑|low top' } },
  connector: {
    values: {
      'usb-c': 'usb c|type c|c type|c타입|타입c|씨타입|c to c|usb c to c',
      lightning: '라이트닝|8핀|lightning|c to 라이트닝|c to lightning|usb c to 라이트닝|usb c to lightning|c to l',
      'micro usb': '마이크로5핀|5핀|micro usb|마이크로usb',
      hdmi: 'hdmi to hdmi|hdmi케이블|hdmi 케이블',
      displayport: '디스플레이포트|dp케이블|dp 케이블|dp to dp|displayport|hdmi to dp|dp to hdmi',
      'usb-a to c': 'a to c|usb a to c|usb a to usb c|a타입 to c타입',
    },
  },
  power: {
    values: { rechargeable: '충전식|충전형|충전용|rechargeable', batteries: '건전지식|건전지형|건전지타입|배터리식' },
  },
  cell: {
    values: {
      AA: 'aa|aa건전지|더블에이',
      AAA: 'aaa|aaa건전지|트리플에이',
      C: 'c형건전지',
      D: 'd형건전지',
      '9V': '9v건전지',
    },
  },
  origin: {
    values: {
      domestic: '국내산|국산',
      american: '미국산|미국육',
      australian: '호주산|호주육',
      chilean: '칠레산',
      norwegian: '노르웨이산',
      chinese: '중국산',
      'new zealand': '뉴질랜드산',
      russian: '러시아산',
      vietnamese: '베트남산',
      spanish: '스페인산|이베리코',
    },
  },
  'kids line': { values: { kids: '키즈|kids|주니어|junior', 'for adults': '성인용|성인' }, marked: ['kids'] },
}

/** Colours by what they are called in a palette that shoppers filter by: palette -> shade -> words, in Korean and English. */
export const palette: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  black: {
    black: 'black|블랙|검정|검정색|검은색|흑색|블렉',
    'jet black': 'jet black|제트블랙|jetblack',
    onyx: 'onyx|오닉스',
  },
  white: {
    white: 'white|화이트|흰색|하양|하얀색|백색',
    'off white': 'off white|offwhite|오프화이트|오프 화이트',
    snow: 'snow white|스노우화이트',
  },
  ivory: { ivory: 'ivory|아이보리|에크루|ecru|오트밀|oatmeal' },
  gray: {
    gray: 'gray|grey|그레이|회색|쥐색|그래이',
    charcoal: 'charcoal|차콜|챠콜|차콜그레이|차콜 그레이|charcoal gray|charcoal grey|먹색',
    'space gray': 'space gray|space grey|스페이스그레이|스페이스 그레이',
    graphite: 'graphite|그라파이트|그래파이트',
  },
  navy: { navy: 'navy|navy blue|네이비|남색|곤색|네이비블루|네이비 블루|navyblue|짙은남색', indigo: 'indigo|인디고' },
  blue: {
    blue: 'blue|블루|파랑|파란색|청색|파랑색',
    'sky blue': 'sky blue|skyblue|스카이블루|스카이 블루|하늘색|소라|소라색|라이트블루',
    turquoise: 'turquoise|turquoise blue|터키석|청록|청록색|teal|틸',
    cobalt: 'cobalt|cobalt blue|코발트|코발트블루',
    cyan: 'cyan|시안|light cyan|photo cyan',
  },
  green: {
    green: 'green|그린|초록|초록색|녹색|연두|연두색',
    mint: 'mint green|민트그린|민트색',
    lime: 'lime green|라임그린|형광연두',
  },
  khaki: { khaki: 'khaki|카키|카키색|카키그린|카키 그린', olive: 'olive green|올리브그린|올리브 그린|올리브카키' },
  beige: {
    beige: 'beige|베이지|베이지색',
    sand: 'sand beige|샌드베이지|샌드 베이지',
    nude: 'nude|누드베이지',
    taupe: 'taupe|토프|모카베이지',
  },
  brown: {
    brown: 'brown|브라운|갈색|밤색|고동색',
    camel: 'camel brown|카멜브라운|카멜색',
    tan: 'tan|coffee brown|커피브라운|초코브라운|chocolate brown|mushroom brown|모카브라운',
  },
  red: {
    red: 'red|레드|빨강|빨간색|적색|빨강색',
    burgundy: 'burgundy|버건디|maroon|마룬|자주색|와인색|와인레드|wine red|크림슨|crimson',
  },
  pink: {
    pink: 'pink|핑크|분홍|분홍색',
    magenta: 'magenta|마젠타|fuchsia|fuschia|푸시아|photo magenta|light magenta|핫핑크|hot pink',
    'rose pink': 'rose pink|로즈핑크|인디핑크|indi pink|코랄핑크|coral pink',
  },
  purple: {
    purple: 'purple|퍼플|보라|보라색|자색|바이올렛|violet',
    lavender: 'lavender purple|라벤더퍼플|연보라|연보라색',
    mauve: 'mauve|모브',
  },
  yellow: { yellow: 'yellow|옐로우|옐로|노랑|노란색|노랑색', mustard: 'mustard yellow|머스타드옐로우|겨자색' },
  orange: { orange: '주황|주황색|오렌지색|다홍|다홍색', coral: 'coral orange|코랄오렌지' },
  gold: {
    gold: 'gold|골드|금색|golden|샴페인골드|champagne gold',
    'rose gold': 'rose gold|rosegold|로즈골드|로즈 골드',
    bronze: 'bronze|브론즈',
    copper: '코퍼색|구리색',
  },
  silver: { silver: 'silver|실버|은색' },
  multi: { multi: 'multicolor|multicolour|multi color|multi colour|multicolored|멀티컬러|멀티칼라|혼합색상' },
  transparent: { transparent: 'transparent|투명색|클리어투명|crystal clear' },
}

/** Also food, brands, things: a colour only at an edge, as in "[크림]" and "- WINE". */
export const edgeColors: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ivory: { cream: 'cream|크림|크림색', butter: 'butter|버터' },
  green: { mint: 'mint|민트', lime: 'lime|라임' },
  khaki: { olive: 'olive|올리브' },
  beige: { sand: 'sand|샌드', mocha: 'mocha|모카', skin: 'skin|스킨|살색' },
  brown: { camel: 'camel|카멜', chocolate: 'chocolate|초콜릿|초코|choco', coffee: 'coffee|커피', rust: 'rust|러스트' },
  red: { wine: 'wine|와인', cherry: 'cherry|체리' },
  pink: { rose: 'rose|로즈', peach: 'peach|피치', coral: 'coral|코랄', salmon: 'salmon|살몬' },
  purple: { lavender: 'lavender|라벤더', lilac: 'lilac|라일락' },
  yellow: { mustard: 'mustard|머스타드|머스터드', lemon: 'lemon|레몬' },
  orange: { orange: 'orange|오렌지' },
  multi: { multi: 'multi|멀티' },
  transparent: { transparent: 'clear|클리어|투명' },
  gray: { steel: 'steel|titanium|티타늄' },
}

/** Stand before a colour, or after it, and make a shade of it: 다크브라운, melange grey. Alone they say nothing. */
export const shadeWords: Readonly<Record<string, string>> = {
  dark: 'dark|다크|진한|짙은|진',
  light: 'light|라이트|연한|연|밝은',
  deep: 'deep|딥|딮',
  medium: 'medium|미디엄|미디움|mid|미드',
  melange: 'melange|멜란지|heather|헤더',
  vintage: 'vintage|빈티지',
  washed: 'washed|워시드|워싱|wash',
  warm: 'warm|웜',
  cool: 'cool|쿨',
  smoke: 'smoke|스모크|스모키|smoky',
  pastel: 'pastel|파스텔',
  neon: 'neon|네온|형광|fluorescent',
  matte: 'matte|matt|매트|무광',
  glossy: 'glossy|유광|글로시|piano',
  metallic: 'metallic|메탈릭|메탈',
  midnight: 'midnight|미드나이트|미드나잇',
  royal: 'royal|로얄|로열',
  baby: 'baby|베이비',
  pale: 'pale|페일',
  soft: 'soft|소프트',
  core: 'core|코어',
  crystal: 'crystal|크리스탈|크리스털',
  natural: 'natural|내추럴|네추럴',
  steel: 'steel|스틸',
  cream: 'cream|크림',
  sea: 'sea|씨',
  forest: 'forest|포레스트',
  ocean: 'ocean|오션',
  ash: 'ash|애쉬',
  wonder: 'wonder|원더',
}

/** What feeds write for colours to save room, in capitals at an edge: JP159_BK, (WH). */
export const colorCodes: Readonly<Record<string, string>> = {
  black: 'BK|BLK|BKS',
  white: 'WH|WHT|WT',
  ivory: 'IV|IVO',
  gray: 'GY|GRY|GRE',
  navy: 'NV|NVY|NAV',
  blue: 'BL|BLU|BU',
  green: 'GN|GRN',
  khaki: 'KH|KHK|KK',
  beige: 'BE|BEG|BG',
  brown: 'BR|BRN|BW',
  red: 'RD|RED',
  pink: 'PK|PNK',
  purple: 'PP|PPL',
  yellow: 'YE|YL|YEL',
  orange: 'OR|ORG',
  silver: 'SV|SIL',
}

/** Begin or hold the name of a colour and are none. */
export const noColors =
  '블랙박스|블랙야크|블랙베리|블랙커피|블랙라벨|블랙프라이데이|블랙데이|블랙잭|블랙푸드|블랙빈|black friday|black pepper|black tea|black label|black box|' +
  '화이트닝|화이트라벨|white label|화이트보드|화이트초콜릿|화이트와인|화이트데이|white noise|white board|white tea|white wine|white rice|' +
  '블루투스|블루레이|블루베리|블루라이트|블루종|blue ray|blu ray|blue light|blueberry|blue cheese|' +
  '레드불|레드윙|레드와인|레드벨벳|레드향|red bull|red wing|red wine|red ginseng|red tape|red chief|' +
  '그린티|그린카드|그린빈|green tea|green bean|그레이프|그레이프후르츠|' +
  '골드키위|골드바|골드스타|gold kiwi|gold medal|실버타운|실버푸드|sterling silver|핑크퐁|핑크솔트|pink salt|' +
  '브라운관|브라운 면도기|brown rice|brown sugar|올리브영|올리브유|올리브오일|olive oil|오렌지주스|orange juice|옐로우테일|카키스|네이비실'

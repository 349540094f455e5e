/** Spellings of units, by what they are written as here: 500 GB, 500gb and 500 Go are one token. Letters only, lower case. */
const spellings: Readonly<Record<string, string>> = {
  gb: 'gb go gigabyte gigabytes gbyte 기가 기가바이트',
  tb: 'tb to terabyte terabytes 테라',
  mb: 'mb mo megabyte megabytes mbyte 메가바이트',
  kb: 'kb',
  ghz: 'ghz',
  mhz: 'mhz',
  hz: 'hz',
  w: 'w watt watts 와트',
  v: 'v volt volts 볼트',
  mah: 'mah',
  mp: 'mp megapixel megapixels mpix mpx mpixel 만화소',
  in: 'in inch inches pouces zoll 인치',
  mm: 'mm 미리 밀리미터',
  cm: 'cm 센치 센티',
  m: 'm meter meters 미터',
  ft: 'ft feet foot',
  krpm: 'k krpm',
  rpm: 'rpm',
  x: 'x 배',
  p: 'p',
  pin: 'pin pins',
  port: 'port ports 포트',
  user: 'user users',
  pack: 'pack packs pk 팩',
  piece: 'pc pcs piece pieces ea 개 입 매 장 정 캡슐 알',
  bag: '봉 봉지 포',
  bottle: '병',
  can: '캔',
  box: '박스 box boxes',
  set: '세트',
  ch: 'ch channel channels 채널',
  disc: 'disc discs',
  core: 'core cores 코어',
  btu: 'btu',
  lb: 'lb lbs pound pounds',
  oz: 'oz ounce ounces',
  g: 'g gr gram grams 그램',
  kg: 'kg kilogram kilograms 킬로 킬로그램',
  mg: 'mg',
  ml: 'ml 밀리 밀리리터',
  l: 'l liter liters litre litres ltr 리터',
  db: 'db',
  cu: 'cu',
  sq: 'sq',
  yr: 'yr year years 년',
  bit: 'bit 비트',
  person: '인용 인분',
}

const unitBySpelling = new Map(
  Object.entries(spellings).flatMap(([unit, words]) => words.split(' ').map((word) => [word, unit] as const)),
)

/** The unit that a word is a spelling of, as it is written in tokens; undefined when it is none. */
export function measureUnit(word: string): string | undefined {
  return unitBySpelling.get(word)
}

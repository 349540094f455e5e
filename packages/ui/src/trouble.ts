import type { Lang } from './language.tsx'

export type Trouble = {
  readonly title: string
  readonly detail?: string
  readonly remedy?: string
  readonly code: string
  readonly requestId?: string
}

/** What the client of the API throws: see `NunchiError` of the SDK. */
type Known = {
  readonly code: string
  readonly status?: number
  readonly message: string
  readonly remedy?: string
  readonly requestId?: string
}

const titles: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  NETWORK: { en: 'The server cannot be reached', ko: '서버에 연결할 수 없습니다' },
  TIMEOUT: { en: 'The server did not answer in time', ko: '서버가 제때 응답하지 않았습니다' },
  AUTH_UNKNOWN: { en: 'The server does not know this key', ko: '서버가 모르는 키입니다' },
  AUTH_MISSING: { en: 'A key is needed', ko: '키가 필요합니다' },
  AUTH_SCOPE: { en: 'This needs a secret key', ko: '비밀 키가 필요합니다' },
  SHOPPER_UNKNOWN: { en: 'Nothing is known of this shopper', ko: '이 고객에 대해 아는 것이 없습니다' },
  PRODUCT_UNKNOWN: { en: 'There is no such product', ko: '그런 상품이 없습니다' },
  NO_DEMO: { en: 'This server has no demo shop', ko: '이 서버에는 데모 상점이 없습니다' },
  INTERNAL: { en: 'Something is broken on the server', ko: '서버에 문제가 생겼습니다' },
  RATE_LIMITED: { en: 'Too many requests at once', ko: '요청이 너무 많습니다' },
  IMPORT_BINARY: { en: 'The file is no text', ko: '텍스트 파일이 아닙니다' },
  IMPORT_FILE: { en: 'The file cannot be read', ko: '파일을 읽을 수 없습니다' },
  IMPORT_FORMAT: { en: 'The format of the file is not known', ko: '파일 형식을 알 수 없습니다' },
  IMPORT_MAP: { en: 'The columns of the file do not fit', ko: '파일의 열이 맞지 않습니다' },
  IMPORT_NOTHING_USABLE: { en: 'No row of the file could be used', ko: '쓸 수 있는 행이 하나도 없습니다' },
  IMPORT_STOPPED: { en: 'The import broke off', ko: '가져오기가 중단되었습니다' },
  IMPORTS_FULL: { en: 'There is no room for more files', ko: '파일을 더 둘 자리가 없습니다' },
  IMPORTS_WAITING: { en: 'Too many imports are waiting', ko: '기다리는 가져오기가 너무 많습니다' },
  MODEL_UNREADABLE: { en: 'This version cannot be read', ko: '이 버전은 읽을 수 없습니다' },
  TRAINING_RUNNING: { en: 'A training is under way already', ko: '이미 학습하는 중입니다' },
  KEY_UNKNOWN: { en: 'There is no such key', ko: '그런 키가 없습니다' },
  STOPPING: { en: 'The server is restarting', ko: '서버가 다시 시작하는 중입니다' },
  OVERLOADED: { en: 'The server is busy', ko: '서버가 바쁩니다' },
}
const remedies: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  NETWORK: {
    en: 'Check that it runs and that you are online. What you entered is still here.',
    ko: '서버가 켜져 있는지, 인터넷에 연결되어 있는지 확인하세요. 입력한 내용은 그대로 있습니다.',
  },
  TIMEOUT: { en: 'Try again in a moment.', ko: '잠시 뒤에 다시 시도하세요.' },
  STOPPING: { en: 'Try again in a moment.', ko: '잠시 뒤에 다시 시도하세요.' },
  OVERLOADED: { en: 'Try again in a moment.', ko: '잠시 뒤에 다시 시도하세요.' },
  NO_DEMO: {
    en: 'Start it with "nunchi serve --demo", or "npm start".',
    ko: '"nunchi serve --demo" 또는 "npm start"로 시작하세요.',
  },
}
const unknown = { en: 'Something went wrong', ko: '문제가 생겼습니다' } as const

/** Words for any failure; those that the API names keep its reason and remedy. */
export function troubleOf(error: unknown, lang: Lang): Trouble {
  const { code, message, remedy, requestId } = knownOf(error)
  const ours = titles[code]?.[lang]
  return {
    title: ours ?? (code === 'UNKNOWN' ? unknown[lang] : message),
    detail: ours || code === 'UNKNOWN' ? message : undefined,
    remedy: remedies[code]?.[lang] ?? remedy,
    code,
    requestId,
  }
}

function knownOf(error: unknown): Known {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error as unknown as Known
  return { code: 'UNKNOWN', message: error instanceof Error ? error.message : String(error) }
}

import type { Currency } from '@nunchi/protocol'
import type { DemoPages, PageFolders } from './pages.ts'

/** Where log lines go: anything with `write`, as pino wants it. */
export type LogStream = { write(line: string): void }

export type ServerOptions = {
  readonly currency?: Currency
  /** Shared with the shop's own server, which proves with it who its users are. Without it nobody's `userHash` holds. */
  readonly identitySecret?: string
  /** Web origins whose pages may call; any by default, since publishable keys are public anyway. */
  readonly corsOrigins?: '*' | readonly string[]
  /** Requests a second and key, and how many may come at once. */
  readonly ratePerSecond?: number
  readonly rateBurst?: number
  /** Requests a second and address of those who show no known key before the body. */
  readonly keylessPerSecond?: number
  /** Events that may wait for the log before collecting is refused. */
  readonly waitingMax?: number
  /** Who may read /metrics: holders of a secret key, or also whoever asks from this machine (not behind a proxy on it). */
  readonly metricsFor?: 'secret' | 'localhost'
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  readonly trustProxy?: boolean | string | readonly string[]
  /** How many may read /v1/stream at once with one key, and how long it is silent at most. */
  readonly streamsPerKeyMax?: number
  readonly streamBeatMs?: number
  /** How many may read /v1/alerts/stream at once, of one shopper and in all, and how long one may leave what is there untaken. */
  readonly alertStreamsPerShopperMax?: number
  readonly alertStreamsMax?: number
  readonly alertStallMsMax?: number
  readonly requestMsMax?: number
  /** At a stop: how long requests under way may take before their connections are cut. */
  readonly stopMsMax?: number
  readonly logLevel?: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  readonly logStream?: LogStream
  readonly version?: string
  /** Where the built pages are; those that are absent are not served. */
  readonly pages?: PageFolders
  /** Served beside them by a demo. */
  readonly demo?: DemoPages
}

export type Settings = Required<Omit<ServerOptions, 'identitySecret' | 'logStream' | 'demo'>> &
  Pick<ServerOptions, 'identitySecret' | 'logStream' | 'demo'>

const defaults = {
  currency: { code: 'KRW', digits: 0 },
  corsOrigins: '*',
  ratePerSecond: 20_000,
  rateBurst: 20_000,
  keylessPerSecond: 2_000,
  waitingMax: 100_000,
  metricsFor: 'secret',
  trustProxy: false,
  streamsPerKeyMax: 10,
  streamBeatMs: 15_000,
  alertStreamsPerShopperMax: 5,
  alertStreamsMax: 10_000,
  alertStallMsMax: 60_000,
  requestMsMax: 30_000,
  stopMsMax: 10_000,
  logLevel: 'info',
  version: '0.1.0',
  pages: {},
} as const

/** The options with their defaults filled in. */
export function settingsOf(options: ServerOptions): Settings {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
  return { ...defaults, ...given }
}

import { Refusal } from '../../domain/refusal.ts'

/** Says what is wrong with a routing problem, and where. `reason` and `remedy` are sentences. */
export function refuseRoute(field: string, reason: string, remedy: string): never {
  throw new Refusal('ROUTING_INPUT', { field, reason, remedy })
}

/** The greatest whole number that a field may have: VROOM's are 32 bits. */
const uintMax = 2 ** 32 - 1

/** A value somewhere in a request, with the path to it: reads it as what it should be, or refuses in VROOM's words. */
export class Json {
  readonly value: unknown
  readonly field: string

  constructor(value: unknown, field: string) {
    this.value = value
    this.field = field
  }

  /** The value of a key; undefined where it is absent. */
  get(key: string): Json | undefined {
    const value = (this.value as Readonly<Record<string, unknown>>)[key]
    return value === undefined ? undefined : new Json(value, this.field === '' ? key : `${this.field}.${key}`)
  }

  get isObject(): boolean {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value)
  }

  refuse(reason: string, remedy: string): never {
    refuseRoute(this.field === '' ? 'body' : this.field, reason, remedy)
  }

  /** Entries of a list. */
  list(reason: string): Json[] {
    if (!Array.isArray(this.value)) this.refuse(reason, 'send a list')
    return this.value.map((one: unknown, i) => new Json(one, `${this.field}[${i}]`))
  }

  uint(reason: string, max = uintMax): number {
    const { value } = this
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > max)
      this.refuse(reason, `send a whole number from 0 to ${max}`)
    return value
  }

  text(reason: string): string {
    if (typeof this.value !== 'string') this.refuse(reason, 'send a text')
    return this.value
  }

  /** The whole number of a key, or what holds where it is absent. */
  uintOf<Absent>(key: string, absent: Absent, max?: number): number | Absent {
    return this.get(key)?.uint(`Invalid ${key} value.`, max) ?? absent
  }

  /** Seconds of a key; 0 where it is absent. */
  durationOf(key: string): number {
    return this.get(key)?.uint(`Invalid ${key} duration.`) ?? 0
  }

  textOf(key: string): string | undefined {
    return this.get(key)?.text(`Invalid ${key} value.`)
  }

  /** Whole numbers of a key; a list of zeros of the given length where it is absent. */
  uintsOf(key: string, length: number): readonly number[] {
    const list = this.get(key)?.list(`Invalid ${key} array.`)
    return list?.map((one) => one.uint(`Invalid ${key} value.`)) ?? new Array<number>(length).fill(0)
  }
}

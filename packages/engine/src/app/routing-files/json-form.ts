import { isLoggibud } from './loggibud.ts'
import type { TextLines } from './text-lines.ts'

/** The forms of problems that are JSON. */
export type JsonForm = 'vroom' | 'model' | 'loggibud'

type Key = string | readonly string[]

/** What tells each form; of several names one is enough. */
const told: Readonly<Record<JsonForm, { readonly name: string; readonly keys: readonly Key[] }>> = {
  vroom: { name: "VROOM's form", keys: ['vehicles', ['jobs', 'shipments']] },
  model: { name: 'our own form', keys: ['places', 'vehicles', ['stops', 'shipments']] },
  loggibud: { name: "loggibud's form", keys: ['origin', 'vehicle_capacity', 'deliveries'] },
}

/** Of which form a JSON value is; undefined for none that is known. Our own is also taken in a request as HTTP takes it. */
export function jsonFormOf(json: unknown): JsonForm | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined
  if ('problem' in json || 'vroom' in json) return 'model'
  if (isLoggibud(json)) return 'loggibud'
  return (['model', 'vroom'] as const).find((form) => missing(json, form).length === 0)
}

function missing(json: object, form: JsonForm): string[] {
  return told[form].keys.flatMap((key) => {
    const any = typeof key === 'string' ? [key] : key
    return any.some((one) => one in json) ? [] : [any.map((one) => `"${one}"`).join(' or ')]
  })
}

/** Says which forms there are and what each lacks, the likest first. @throws Refusal ROUTING_FILE always */
export function refuseJson(lines: TextLines, json: unknown): never {
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json)
  const lacks = (Object.keys(told) as JsonForm[])
    .map((form) => ({ name: told[form].name, keys: missing(isObject ? json : {}, form), of: told[form].keys.length }))
    .sort((a, b) => a.keys.length / a.of - b.keys.length / b.of)
  const list = lacks.map(({ name, keys }) => `${name} (here without ${keys.join(', ')})`).join(', ')
  const reason = isObject ? 'its JSON is in no known form' : 'its JSON is no object'
  return lines.refuse({ line: 1, field: 'format', reason, remedy: `write a problem in one of these: ${list}` })
}

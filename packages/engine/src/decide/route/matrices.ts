import { noWay } from '@nunchi/kernel'
import type { AskPlace, AskProfile } from './ask.ts'
import { Json, refuseRoute } from './json.ts'

type Square = { readonly profile: string; readonly kind: 'durations' | 'distances' | 'costs' }

/** The profiles that vehicles name, with the matrices that were sent for them. */
export function readProfiles(root: Json, names: readonly string[], places: readonly AskPlace[]): AskProfile[] {
  const matrices = root.get('matrices') ?? oldMatrix(root)
  if (matrices !== undefined && !matrices.isObject)
    matrices.refuse('Unexpected matrices value.', 'send an object with a key for each profile')
  const isIndexed = places.some(({ index }) => index !== undefined)
  const isEmpty = matrices === undefined || Object.keys(matrices.value as object).length === 0
  if (!isEmpty && !isIndexed)
    refuseRoute('matrices', 'Missing location index.', 'say by location_index which row of the matrices a place is')
  if (isEmpty && isIndexed)
    refuseRoute('matrices', 'Unexpected location index while no custom matrices provided.', 'send matrices')
  return names.map((name) => {
    const own = matrices?.get(name)
    return own?.isObject ? readProfile(own, name, places) : { name }
  })
}

/** The older form: one matrix of durations for the profile "car". */
function oldMatrix(root: Json): Json | undefined {
  const matrix = root.get('matrix')
  return matrix && new Json({ car: { durations: matrix.value } }, 'matrix')
}

function readProfile(own: Json, name: string, places: readonly AskPlace[]): AskProfile {
  const of = (kind: Square['kind']) => {
    const matrix = own.get(kind)
    return matrix && readMatrix(matrix, { profile: name, kind }, places)
  }
  const [durations, distances, costs] = [of('durations'), of('distances'), of('costs')]
  if (durations === undefined && distances !== undefined)
    own.refuse(
      `Custom matrix provided for distances but not for durations for ${name} profile.`,
      'send the durations as well',
    )
  const speeds = readSpeeds(own)
  return {
    name,
    ...(durations && { durations }),
    ...(distances && { distances }),
    ...(costs && { costs }),
    ...(speeds && { speeds }),
  }
}

/** The rows and columns of the places that are used. O(places^2). `null` is no way. */
function readMatrix({ value, field }: Json, { profile, kind }: Square, places: readonly AskPlace[]): Int32Array {
  const rows = value as readonly (readonly unknown[])[]
  if (!Array.isArray(rows)) refuseRoute(field, 'Invalid matrix.', 'send a list of rows')
  if (rows.length === 0) refuseRoute(field, `Empty ${kind} matrix for ${profile} profile.`, 'send a row for each place')
  const wrong = rows.findIndex((row) => !Array.isArray(row) || row.length !== rows.length)
  if (wrong >= 0)
    refuseRoute(
      `${field}[${wrong}]`,
      'Unexpected matrix line length.',
      `send ${rows.length} numbers, as there are rows`,
    )
  const indices = places.map(({ index }) => index!)
  const beyond = indices.find((index) => index >= rows.length)
  if (beyond !== undefined)
    refuseRoute(
      field,
      `location_index exceeding ${kind} matrix size for ${profile} profile.`,
      `it has ${rows.length} rows, and some location_index is ${beyond}`,
    )
  const out = new Int32Array(indices.length ** 2)
  indices.forEach((from, i) => {
    const row = rows[from]!
    indices.forEach((to, j) => {
      const entry = row[to] === null ? noWay : row[to]
      if (!Number.isInteger(entry) || (entry as number) < 0 || (entry as number) > noWay)
        refuseRoute(
          `${field}[${from}][${to}]`,
          'Invalid matrix entry.',
          `send a whole number from 0 to ${noWay}, or null where there is no way`,
        )
      out[i * indices.length + j] = entry as number
    })
  })
  return out
}

/** A key of our own: how fast travel is over the day. */
function readSpeeds(own: Json): AskProfile['speeds'] {
  const list = own.get('speeds')?.list('Invalid speeds.')
  const speeds = list?.map((one: Json) => {
    if (!one.isObject) one.refuse('Invalid speed.', 'send {"from": seconds, "percent": 1 to 1000}')
    const percent = one.get('percent')?.uint('Invalid percent value.', 1000)
    if (!percent) one.refuse('Invalid percent value.', 'send a whole number from 1 to 1000')
    return { from: one.uintOf('from', 0), percent }
  })
  speeds?.forEach(({ from }, i) => {
    if (i > 0 && speeds[i - 1]!.from >= from) list![i]!.refuse('Unsorted speeds.', 'sort them by "from", each once')
  })
  return speeds
}

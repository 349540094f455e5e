import { Refusal } from '../../domain/refusal.ts'

type Kind = { readonly what: string; readonly remedy: string }

const workbook = 'save it as CSV (UTF-8)'
const archive = 'unpack it and send the table in it, alone or packed with gzip'
const other = 'export the rows as CSV (UTF-8)'
const xlsx: Kind = { what: 'an XLSX workbook', remedy: workbook }

/** First bytes, in hex. Source: https://en.wikipedia.org/wiki/List_of_file_signatures. */
const signatures: readonly (readonly [start: string, kind: Kind])[] = [
  ['504b0304', { what: 'a ZIP archive', remedy: `${archive}; if it is a workbook, ${workbook}` }],
  ['d0cf11e0a1b11ae1', { what: 'an XLS workbook', remedy: workbook }],
  ['89504e470d0a1a0a', { what: 'a PNG picture', remedy: other }],
  ['ffd8ff', { what: 'a JPEG picture', remedy: other }],
  ['474946383961', { what: 'a GIF picture', remedy: other }],
  ['255044462d', { what: 'a PDF document', remedy: other }],
  ['53514c69746520666f726d6174203300', { what: 'an SQLite database', remedy: other }],
  ['50415231', { what: 'a Parquet file', remedy: other }],
  ['377abcaf271c', { what: 'a 7z archive', remedy: archive }],
  ['526172211a07', { what: 'a RAR archive', remedy: archive }],
  ['425a68', { what: 'a BZIP2 archive', remedy: archive }],
  ['fd377a585a00', { what: 'an XZ archive', remedy: archive }],
  ['28b52ffd', { what: 'a Zstandard archive', remedy: archive }],
]
const unknown: Kind = { what: 'a binary file', remedy: other }
const tar: Kind = { what: 'a TAR archive', remedy: archive }
const tarMarkAt = 257

/**
 * Refuses what the first bytes of a file show to be no text: what spreadsheets save by default, archives, pictures. gzip passes, as it
 * is unpacked. Throws Refusal IMPORT_BINARY.
 */
export function refuseBinary(head: Buffer, file: string): void {
  const start = head.toString('hex', 0, 16)
  const found = signatures.find(([signature]) => start.startsWith(signature))?.[1]
  if (found === undefined || (start.startsWith('425a68') && !/^[1-9]1AY/.test(head.toString('latin1', 3, 7)))) return
  const isXlsx = start.startsWith('504b') && (/\.xlsx(\.gz)?$/i.test(file) || isWorkbook(head))
  throw noText(file, isXlsx ? xlsx : found)
}

/** Every XLSX begins with one of these names; other zip archives need not. */
function isWorkbook(head: Buffer): boolean {
  const names = head.toString('latin1', 0, 4_096)
  return names.includes('[Content_Types].xml') || names.includes('xl/')
}

/** So many signs that no text has, and so large a share of them, are no slip in one cell. */
const controlsMin = 20
const controlShareMin = 0.02

/**
 * Refuses a head, unpacked and decoded, that is full of signs which no text has. One cell with some rejects its row and no more.
 * Throws Refusal IMPORT_BINARY. O(head).
 */
export function refuseNoText(head: string, file: string): void {
  if (head.startsWith('PK\u0003\u0004')) refuseBinary(Buffer.from(head, 'latin1'), file)
  if (/^\s*[<{]/.test(head)) return // rows of such files bear it, each for itself
  if (head.startsWith('ustar', tarMarkAt)) throw noText(file, tar)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  const controls = head.match(/[\0-\x08\x0e-\x1f\p{Unassigned}\p{Private_Use}]/gu)?.length ?? 0
  if (controls >= controlsMin && controls >= head.length * controlShareMin) throw noText(file, unknown)
}

/** The refusal of a file that is no text; of which kind only where its bytes tell. */
export function noText(file: string, { what, remedy }: Kind = unknown): Refusal {
  return new Refusal('IMPORT_BINARY', { file, what, remedy })
}

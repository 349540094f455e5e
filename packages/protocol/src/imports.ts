import { type Static, Type } from 'typebox'
import { ErrorBody } from './error.ts'

const When = Type.Integer({ description: 'ms since 1970' })

export const ImportKind = Type.Union([Type.Literal('catalog'), Type.Literal('orders'), Type.Literal('events')], {
  description: 'What the file holds',
})
export type ImportKind = Static<typeof ImportKind>

/** How to read the file; as the options of `nunchi import`. */
export const ImportQuery = Type.Object(
  {
    kind: ImportKind,
    name: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: "The file's name, to be recognised by" }),
    ),
    format: Type.Optional(
      Type.String({
        maxLength: 20,
        description: 'When it cannot be told: csv, tsv, jsonl, google-xml, google-tsv, naver-ep',
      }),
    ),
    map: Type.Optional(
      Type.String({
        maxLength: 12_000,
        description:
          'Name of a column map that comes with the engine, or a map of your own: its JSON, plain or in base64',
      }),
    ),
    delimiter: Type.Optional(
      Type.String({ minLength: 1, maxLength: 3, description: "What parts the cells; 'tab' for tabs" }),
    ),
    encoding: Type.Optional(Type.String({ maxLength: 20, description: 'When it cannot be told from the file' })),
    zone: Type.Optional(Type.String({ maxLength: 60, description: 'Zone of times that name none; UTC when absent' })),
    attributes: Type.Optional(
      Type.String({
        maxLength: 4_000,
        description: 'Further columns to keep as attributes of products, parted by commas',
      }),
    ),
  },
  { additionalProperties: false },
)
export type ImportQuery = Static<typeof ImportQuery>

export const ImportState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('running'),
  Type.Literal('done'),
  Type.Literal('failed'),
  Type.Literal('cancelled'),
])
export type ImportState = Static<typeof ImportState>

const Counts = Type.Record(Type.String(), Type.Integer())

/** A row that could not be used, and why. */
export const RejectedRowBody = Type.Object({
  line: Type.Integer(),
  code: Type.String(),
  field: Type.String(),
  value: Type.Optional(Type.String({ description: 'What stood there, shortened' })),
  reason: Type.String(),
  detail: Type.Optional(Type.String()),
  remedy: Type.String(),
})

/** One import as it stands. What was accepted stays in the shop, however the import ends. */
export const ImportBody = Type.Object({
  id: Type.String(),
  name: Type.String(),
  kind: ImportKind,
  state: ImportState,
  format: Type.Optional(Type.String({ description: 'As found, once the file was looked into' })),
  encoding: Type.Optional(Type.String()),
  map: Type.Optional(Type.String({ description: 'Name of the column map in use' })),
  looksLike: Type.Optional(
    Type.Union(ImportKind.anyOf, { description: 'What the file seems to hold, where it was sent as something else' }),
  ),
  createdAt: When,
  startedAt: Type.Optional(When),
  endedAt: Type.Optional(When),
  bytes: Type.Integer({ description: 'Of the file' }),
  bytesRead: Type.Integer(),
  rows: Type.Integer(),
  accepted: Type.Integer({ description: 'Facts that are in the shop; an order is one of many rows' }),
  duplicates: Type.Integer({ description: 'Had been taken before' }),
  dropped: Type.Integer({ description: 'Of people who withdrew their consent' }),
  rejected: Type.Integer(),
  rejectedBy: Type.Array(Type.Object({ what: Type.String(), count: Type.Integer() }), {
    description: 'Reasons, most frequent first, at most 20',
  }),
  skippedBy: Counts,
  notes: Counts,
  resumed: Type.Integer({ description: 'How often it went on after the server had stopped' }),
  problem: Type.Optional(ErrorBody.properties.error),
  rejects: Type.Array(RejectedRowBody, { description: 'The first 100; in the list of imports none' }),
})
export type ImportBody = Static<typeof ImportBody>

export const ImportsQuery = Type.Object(
  {
    offset: Type.Optional(Type.Integer({ minimum: 0, default: 0 })),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  },
  { additionalProperties: false },
)
export const ImportsBody = Type.Object({
  total: Type.Integer(),
  imports: Type.Array(ImportBody, { description: 'Newest first' }),
  maps: Type.Array(Type.Object({ name: Type.String(), kind: ImportKind }), {
    description: 'Column maps that come with the engine',
  }),
  bytesMax: Type.Integer({ description: 'The largest file taken' }),
})
export type ImportsBody = Static<typeof ImportsBody>
export const ImportParams = Type.Object({ id: Type.String({ maxLength: 100 }) }, { additionalProperties: false })

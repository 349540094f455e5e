export type { Columns, Saved, TypedColumn } from './columns.ts'

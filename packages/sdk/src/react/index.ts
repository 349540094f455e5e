export type { ErrorBody } from '@nunchi/protocol'

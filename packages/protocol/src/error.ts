import { type Static, Type } from 'typebox'

/** The one shape of every answer that is not a success. Codes are listed in docs/errors.md. */
export const ErrorBody = Type.Object({
  error: Type.Object({
    code: Type.String({ description: 'Stable name of the refusal, as in docs/errors.md' }),
    message: Type.String(),
    field: Type.Optional(Type.String({ description: 'Where in the request, as a path' })),
    remedy: Type.Optional(Type.String()),
    requestId: Type.String({ description: 'Names this request in the log of the server' }),
  }),
})
export type ErrorBody = Static<typeof ErrorBody>

import { type Static, Type } from 'typebox'

const trouble = {
  code: Type.String({ description: 'Stable name of the refusal, as in docs/errors.md' }),
  message: Type.String(),
  details: Type.Optional(
    Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), {
      description: 'What the message names, by the names in docs/errors.md: to say it in another language',
    }),
  ),
}

/** A trouble that no single request met, such as a log that takes nothing. */
export const TroubleBody = Type.Object(trouble)
export type TroubleBody = Static<typeof TroubleBody>

/** The one shape of every answer that is not a success. Codes are listed in docs/errors.md. */
export const ErrorBody = Type.Object({
  error: Type.Object({
    ...trouble,
    field: Type.Optional(Type.String({ description: 'Where in the request, as a path' })),
    remedy: Type.Optional(Type.String()),
    requestId: Type.String({ description: 'Names this request in the log of the server' }),
  }),
})
export type ErrorBody = Static<typeof ErrorBody>

import type { OfferBody } from '@nunchi/protocol'
import type { OfferTold } from '../../app/market/answers.ts'

/** An offer as it goes over the wire. */
export function offerBody({
  values,
  attributes,
  categoryPath,
  saidNone,
  verdicts,
  matched,
  benefits,
  ...offer
}: OfferTold): OfferBody {
  return {
    ...offer,
    categoryPath: [...categoryPath],
    attributes: { ...attributes },
    values: values.map(({ name, value, field, start, end, confidence, by }) => {
      return { name, value, field, start, end, confidence, by }
    }),
    ...(saidNone.length === 0 ? {} : { saidNone: [...saidNone] }),
    ...(verdicts.length === 0 ? {} : { verdicts: [...verdicts] }),
    ...(matched === undefined ? {} : { matched }),
    ...(benefits === undefined ? {} : { benefits: [...benefits] }),
  }
}

/** What a checkout asks. It stays in this browser: of an order only its products are sent. */
export type CheckoutForm = {
  readonly name: string
  readonly phone: string
  readonly address: string
  readonly note: string
}
export type CheckoutField = keyof CheckoutForm
/** What is wrong with a field. */
export type FieldTrouble = 'missing' | 'short' | 'phone'

export const emptyForm: CheckoutForm = { name: '', phone: '', address: '', note: '' }
const addressLengthMin = 5
const phoneDigits = { min: 9, max: 15 }

/** What has to be mended before the order can go, by field; empty when nothing has. */
export function troublesOf({ name, phone, address }: CheckoutForm): Partial<Record<CheckoutField, FieldTrouble>> {
  const troubles: Partial<Record<CheckoutField, FieldTrouble>> = {}
  if (name.trim() === '') troubles.name = 'missing'
  if (phone.trim() === '') troubles.phone = 'missing'
  else if (!isPhone(phone)) troubles.phone = 'phone'
  if (address.trim() === '') troubles.address = 'missing'
  else if (address.trim().length < addressLengthMin) troubles.address = 'short'
  return troubles
}

/** Digits with the usual marks between them, as many as a telephone number has. */
function isPhone(text: string): boolean {
  if (!/^\+?[\d\s().-]+$/.test(text.trim())) return false
  const digits = text.replaceAll(/\D/g, '').length
  return digits >= phoneDigits.min && digits <= phoneDigits.max
}

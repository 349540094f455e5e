/** What can be wrong with a row of a file, beside what is wrong with the event made of it: code -> what it means. */
export const faults = {
  COLUMN_COUNT: 'The row has more or fewer cells than the header.',
  CURRENCY_MISSING: 'The amount names no currency, and none is known for the shop.',
  CURRENCY_OTHER: "The amount is in a currency other than the shop's.",
  ENCODING_INVALID: 'A character of the row cannot be decoded.',
  FIELD_MISSING: 'A field that is needed is empty.',
  ID_INVALID: 'The id has control or broken characters.',
  ID_TOO_LONG: 'The id is too long.',
  JSON_INVALID: 'The line is no JSON object.',
  KIND_UNKNOWN: 'There is no such kind of event.',
  LINE_TOO_LONG: 'The line is longer than 1 MB.',
  NUMBER_INVALID: 'This is not a number, or not one that can be.',
  ORDER_EMPTY: 'The order has no lines.',
  ORDER_MIXED: 'Rows of one order are partly sold and partly refunded.',
  PRICE_INVALID: 'This is no amount of money of at least 0.',
  QUANTITY_INVALID: 'The quantity is no whole number, or not one that can be.',
  QUOTE_UNCLOSED: 'A quote opens a cell and never closes.',
  TIME_INVALID: 'The time is empty, cannot be read, or is in no calendar.',
  VALUE_UNKNOWN: 'This is none of the values that the column map knows.',
  XML_INVALID: 'The item is no well-formed XML.',
} as const

export type FaultCode = keyof typeof faults

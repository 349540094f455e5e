/** What the log's writer thread is asked: at most one line of text per event, so that an append crosses as one string. */
export type LogWrite =
  | { readonly kind: 'append'; readonly expectedLength: number; readonly text: string }
  | { readonly kind: 'erase'; readonly positions: readonly number[] }
  /** Answers the log's id. */
  | { readonly kind: 'identity' }
  /** Leaves no old bytes of what was erased in any file. */
  | { readonly kind: 'scrub' }

/** What the log's reader thread is asked. It answers events as the JSON text of an array, in UTF-8. */
export type LogRead =
  | { readonly kind: 'length' }
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'at'; readonly positions: readonly number[] }

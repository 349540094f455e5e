import classes from './marked-text.module.css'
import { piecesOf, type Span } from './marks.ts'

type Props = {
  readonly text: string
  readonly spans: readonly Span[]
  /** Says what a marked piece is, for those who point at it. */
  readonly tell?: (names: readonly string[]) => string
  /** The one that is looked at now, and stands out. */
  readonly looked?: string
  /** found: read out of the text; apart: what the other text does not have. */
  readonly look?: 'found' | 'apart'
}

/** A text with the places marked where something was found in it: underlined, so not by colour alone. */
export function MarkedText({ text, spans, tell, looked, look = 'found' }: Props) {
  return piecesOf(text, spans).map((piece) =>
    piece.names.length === 0 ? (
      <span key={piece.start}>{piece.text}</span>
    ) : (
      <mark
        key={piece.start}
        className={classes.mark}
        data-look={look}
        data-looked={(looked !== undefined && piece.names.includes(looked)) || undefined}
        title={tell?.(piece.names)}
      >
        {piece.text}
      </mark>
    ),
  )
}

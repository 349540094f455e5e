import { useState } from 'react'
import css from './product-image.module.css'

/** A product's picture in a square of fixed size. Decorative: the title stands beside it. */
export function ProductImage({
  src,
  title,
  eager = false,
}: {
  readonly src: string | undefined
  readonly title: string
  /** Whether it is seen at once, so that the browser fetches it first. */
  readonly eager?: boolean
}) {
  const [broken, setBroken] = useState<string>()
  const isMissing = !src || broken === src
  return (
    <span className={css.frame}>
      {isMissing ? (
        <span className={css.letter} aria-hidden>
          {title.replace(/^\[[^\]]*\]\s*/, '').slice(0, 1)}
        </span>
      ) : (
        <img
          src={src}
          alt=""
          width={400}
          height={400}
          loading={eager ? 'eager' : 'lazy'}
          fetchPriority={eager ? 'high' : 'auto'}
          decoding="async"
          onError={() => setBroken(src)}
        />
      )}
    </span>
  )
}

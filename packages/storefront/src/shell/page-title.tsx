import { type ReactNode, useEffect, useRef } from 'react'
import css from './page-title.module.css'

let pagesShown = 0
/** Titles of so many characters may be cut to three lines on a telephone: the whole of it is told by pointing at it. */
const longFrom = 60

/** The heading of a page, which also names the browser's tab and takes the focus when one comes from another page. */
export function PageTitle({
  title,
  hidden = false,
  children,
}: {
  readonly title: string
  readonly hidden?: boolean
  readonly children?: ReactNode
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · Nunchi`
  }, [title])
  useEffect(() => {
    pagesShown += 1
    // The first page is read from its top, as the browser does by itself.
    if (pagesShown > 1) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <h1
      ref={heading}
      tabIndex={-1}
      title={title.length > longFrom ? title : undefined}
      className={hidden ? 'visually-hidden' : css.title}
    >
      {children ?? title}
    </h1>
  )
}

import { CloseButton } from '@mantine/core'
import { useWindowScroll } from '@mantine/hooks'
import { useLanguage, useWords } from '@nunchi/ui'
import { useEffect, useState } from 'react'
import { Link, useRoute } from 'wouter'
import { useHomeWatch } from '../app/home-watch.tsx'
import { changeSentence } from '../home/act-sentence.ts'
import css from './change-notice.module.css'

const words = {
  ko: { see: '홈 보기', top: '맨 위로', close: '닫기', fresh: (n: number) => `새로 온 상품 ${n}개` },
  en: { see: 'See the home', top: 'To the top', close: 'Close', fresh: (n: number) => `${n} new here` },
}
const shownMs = 8_000
/** Further down than this, the home's own strip is out of sight. */
const stripPixels = 240

/** Says aloud, and visibly wherever the home's own strip is not in sight, what an act changed. It stays there afterwards. */
export function ChangeNotice() {
  const { lang } = useLanguage()
  const say = useWords(words)
  const { change } = useHomeWatch()
  const [isHome] = useRoute('/')
  const [{ y }] = useWindowScroll()
  const [isOpen, close] = useOpenFor(change?.number ?? 0)
  const sentence = change && changeSentence(change, lang)
  const fresh = change && change.fresh.length > 0 ? say.fresh(change.fresh.length) : undefined
  const see = isHome ? say.top : say.see
  return (
    <>
      <p role="status" aria-live="polite" className="visually-hidden">
        {isOpen ? [sentence, fresh].filter(Boolean).join(' ') : ''}
      </p>
      {isOpen && change && change.places > 0 && (!isHome || y > stripPixels) && (
        <section className={css.notice} aria-label={see}>
          <p className={css.text}>
            {sentence} {fresh && <span className={css.fresh}>{fresh}</span>}
          </p>
          <Link href="/" className={css.see} onClick={() => window.scrollTo(0, 0)}>
            {see}
          </Link>
          <CloseButton size="lg" variant="transparent" c="inherit" aria-label={say.close} onClick={close} />
        </section>
      )}
    </>
  )
}

/** Open for some seconds whenever the number grows, or until it is closed. */
function useOpenFor(number: number): readonly [boolean, () => void] {
  const [closed, setClosed] = useState(0)
  useEffect(() => {
    if (number === 0) return
    const timer = setTimeout(() => setClosed(number), shownMs)
    return () => clearTimeout(timer)
  }, [number])
  return [number > closed, () => setClosed(number)]
}

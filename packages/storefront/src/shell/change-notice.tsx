import { CloseButton } from '@mantine/core'
import { useLanguage, useWords } from '@nunchi/ui'
import { useEffect, useState } from 'react'
import { Link, useRoute } from 'wouter'
import { useHomeWatch } from '../app/home-watch.tsx'
import { changeSentence } from '../home/act-sentence.ts'
import css from './change-notice.module.css'

const words = {
  ko: { see: '홈 보기', close: '닫기', fresh: (n: number) => `새로 온 상품 ${n}개` },
  en: { see: 'See the home', close: 'Close', fresh: (n: number) => `${n} new here` },
}
const shownMs = 8_000

/** Says aloud, and on pages other than the home also visibly, what an act changed there. It stays on the home afterwards. */
export function ChangeNotice() {
  const { lang } = useLanguage()
  const say = useWords(words)
  const { change } = useHomeWatch()
  const [isHome] = useRoute('/')
  const [closed, setClosed] = useState(0)
  const number = change?.number ?? 0
  useEffect(() => {
    if (number === 0) return
    const timer = setTimeout(() => setClosed(number), shownMs)
    return () => clearTimeout(timer)
  }, [number])
  const isOpen = change !== undefined && number > closed
  const sentence = change && changeSentence(change, lang)
  const fresh = change && change.fresh.length > 0 ? say.fresh(change.fresh.length) : undefined
  return (
    <>
      <p role="status" aria-live="polite" className="visually-hidden">
        {isOpen ? [sentence, fresh].filter(Boolean).join(' ') : ''}
      </p>
      {isOpen && !isHome && (
        <section className={css.notice} aria-label={say.see}>
          <p className={css.text}>
            {sentence} {fresh && <span className={css.fresh}>{fresh}</span>}
          </p>
          <Link href="/" className={css.see}>
            {say.see}
          </Link>
          <CloseButton
            size="lg"
            variant="transparent"
            c="inherit"
            aria-label={say.close}
            onClick={() => setClosed(number)}
          />
        </section>
      )}
    </>
  )
}

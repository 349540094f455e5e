import { useLanguage, useWords } from '@nunchi/ui'
import { IconSparkles } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useHomeWatch } from '../app/home-watch.tsx'
import { changeSentence } from './act-sentence.ts'
import css from './change-strip.module.css'

const words = {
  ko: {
    start: '상품을 보고, 찜하고, 담아 보세요. 할 때마다 홈이 바로 바뀌어요.',
    everybody: '개인 맞춤이 꺼져 있어 모두에게 같은 홈이에요.',
    fresh: (n: number) => `새로 온 상품 ${n}개`,
    compare: '같은 홈을 세 가지 방식으로 비교',
  },
  en: {
    start: 'Look at products, wish for them, put them in the cart: the home changes at once.',
    everybody: 'Personalisation is off: this home is the same for everybody.',
    fresh: (n: number) => `${n} new here`,
    compare: 'Compare the same home three ways',
  },
}

/** Of fixed height, so that nothing moves when it begins to speak: what the last act changed on the home. */
export function ChangeStrip({ policy }: { readonly policy: string | undefined }) {
  const { lang } = useLanguage()
  const say = useWords(words)
  const { change } = useHomeWatch()
  const names = change?.fresh.slice(0, 3).map(({ title }) => title) ?? []
  return (
    <section className={css.strip} data-changed={change ? change.number : undefined}>
      <IconSparkles size={20} aria-hidden className={css.icon} />
      <div className={css.text}>
        <p className={css.sentence}>
          {change ? changeSentence(change, lang) : policy === 'popular' ? say.everybody : say.start}
        </p>
        <p className={css.names}>
          {names.length > 0 ? `${say.fresh(change?.fresh.length ?? 0)}: ${names.join(', ')}` : ' '}
        </p>
      </div>
      <Link href="/compare" className={css.compare}>
        {say.compare}
      </Link>
    </section>
  )
}

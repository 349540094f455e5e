import { useWords } from '@nunchi/ui'
import { Link } from 'wouter'
import css from './footer.module.css'

const words = {
  ko: {
    demo: '데모 데이터입니다. 상품, 가격, 고객은 모두 지어낸 것이고 결제도 배송도 없습니다.',
    compare: '세 가지 방식 비교',
    me: '내 데이터와 설정',
    docs: 'API 문서',
    console: '판매자 콘솔',
    more: '더 보기',
  },
  en: {
    demo: 'Demo data: products, prices and shoppers are made up. Nothing is charged or sent.',
    compare: 'Compare three ways',
    me: 'My data and settings',
    docs: 'API',
    console: 'Console for merchants',
    more: 'More',
  },
}

/** Says on every page that all of it is made up, and where more is to be seen. */
export function Footer() {
  const say = useWords(words)
  return (
    <footer className={css.footer}>
      <p className={css.demo}>{say.demo}</p>
      <nav aria-label={say.more} className={css.links}>
        <Link href="/compare">{say.compare}</Link>
        <Link href="/me">{say.me}</Link>
        <a href="/console/">{say.console}</a>
        <a href="/docs">{say.docs}</a>
      </nav>
    </footer>
  )
}

import { LanguageButton, SchemeSwitch, useWords } from '@nunchi/ui'
import { Link } from 'wouter'
import css from './header.module.css'
import { TopNav } from './navigation.tsx'
import { PersonMenu } from './person-menu.tsx'
import { SearchBox } from './search-box.tsx'

const words = { ko: { home: '상점 홈', demo: '데모' }, en: { home: 'shop, home', demo: 'Demo' } }

/** Name, search, who looks, and the switches. */
export function Header() {
  const say = useWords(words)
  return (
    <header className={css.header}>
      <div className={css.row}>
        <Link href="/" className={css.brand}>
          <span className={css.mark} aria-hidden />
          nunchi
          <span className={css.demo}>{say.demo}</span>
          <span className="visually-hidden">{say.home}</span>
        </Link>
        <div className={css.search}>
          <SearchBox />
        </div>
        <TopNav />
        <div className={css.switches}>
          <PersonMenu />
          <LanguageButton />
          <SchemeSwitch />
        </div>
      </div>
    </header>
  )
}

import { LoadingState, useLanguage, useWords } from '@nunchi/ui'
import { type ReactNode, useState } from 'react'
import { personName } from '../app/person-name.ts'
import { useShop } from '../app/shop.tsx'
import { ArrivalCards } from '../cart/arrival-cards.tsx'
import { arrivalWords } from '../cart/arrival-words.ts'
import { type Arrivals, isComing, useArrivals } from '../cart/use-arrivals.ts'
import { PageTitle } from '../shell/page-title.tsx'
import { useWatch } from '../watch/watch-context.ts'
import { Forgetting } from './forgetting.tsx'
import { HiddenThings } from './hidden-things.tsx'
import { Interests } from './interests.tsx'
import css from './me.module.css'
import { MyData } from './my-data.tsx'
import { MyOrders } from './my-orders.tsx'
import { MyWatches } from './my-watches.tsx'
import { Privacy } from './privacy.tsx'
import { useInterests } from './use-interests.ts'
import { usePreferences } from './use-preferences.ts'
import { Wishes } from './wishes.tsx'

const words = {
  ko: {
    title: '내 페이지',
    of: (name: string) => `${name} 님의 페이지`,
    device: '이 기기의 이름',
    interests: '내 관심사',
    interestsHint: '상점이 나에 대해 아는 전부예요. 강한 것부터 근거와 함께 보여 드려요. 아니라면 지우세요.',
    wishes: '찜한 상품',
    watches: '가격 알림',
    orders: '내 주문',
    hidden: '숨긴 것',
    privacy: '개인 맞춤과 동의',
    data: '내 데이터 받기',
    forget: '나를 잊게 하기',
  },
  en: {
    title: 'My page',
    of: (name: string) => `The page of ${name}`,
    device: 'This device is called',
    interests: 'My interests',
    interestsHint: 'All that the shop knows of you, strongest first, each with what it rests on. Delete what is wrong.',
    wishes: 'Wished for',
    watches: 'Price alerts',
    orders: 'My orders',
    hidden: 'Hidden',
    privacy: 'Personalisation and consent',
    data: 'Get my data',
    forget: 'Have me forgotten',
  },
}

/** The shopper's own page: what is known of them, and every say they have in it. */
export function MePage() {
  const { person, collector } = useShop()
  const { lang } = useLanguage()
  const say = useWords(words)
  // All of it comes at once: parts that came one after the other would push each other about.
  const told = useArrivals()
  const { mine } = useWatch()
  const isPending = [useInterests(), usePreferences()].some((answer) => answer.isPending)
  const isLoading = isPending || mine.isLoading || told.arrivals === undefined
  return (
    <div className={css.page}>
      <header>
        <PageTitle title={say.title}>{person ? say.of(personName(person, lang)) : say.title}</PageTitle>
        <p className={css.device}>
          {say.device} <code>{collector.anonymousId.slice(0, 8)}…</code>
        </p>
      </header>
      {isLoading ? (
        <div className={css.wide}>
          <LoadingState rows={8} height={80} />
        </div>
      ) : (
        <Parts told={told} />
      )}
    </div>
  )
}

function Parts({ told: { arrivals = [], isLost } }: { readonly told: Arrivals }) {
  const say = useWords(words)
  const { lang } = useLanguage()
  // Who waits for something looks for that first. It stays where it is once it was handed over: nothing jumps.
  const [isFirst] = useState(() => arrivals.some(isComing))
  const onItsWay = (
    <Part title={arrivalWords[lang].title} wide={isFirst}>
      {arrivals.length > 0 ? (
        <ArrivalCards arrivals={arrivals} isLost={isLost} />
      ) : (
        <p className={css.none}>{arrivalWords[lang].none}</p>
      )}
    </Part>
  )
  return (
    <>
      {isFirst && onItsWay}
      <Part title={say.interests} hint={say.interestsHint} wide>
        <Interests />
      </Part>
      <Part title={say.wishes}>
        <Wishes />
      </Part>
      <Part title={say.watches}>
        <MyWatches />
      </Part>
      <Part title={say.orders}>
        <MyOrders />
      </Part>
      {!isFirst && onItsWay}
      <Part title={say.hidden}>
        <HiddenThings />
      </Part>
      <Part title={say.privacy}>
        <Privacy />
      </Part>
      <Part title={say.data}>
        <MyData />
      </Part>
      <Part title={say.forget}>
        <Forgetting />
      </Part>
    </>
  )
}

function Part(props: {
  readonly title: string
  readonly hint?: string
  readonly wide?: boolean
  readonly children: ReactNode
}) {
  return (
    <section className={props.wide ? css.wide : css.part} aria-label={props.title}>
      <h2 className={css.title}>{props.title}</h2>
      {props.hint && <p className={css.hint}>{props.hint}</p>}
      {props.children}
    </section>
  )
}

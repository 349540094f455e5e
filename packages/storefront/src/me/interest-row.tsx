import { ActionIcon } from '@mantine/core'
import type { HiddenBody, InterestBody } from '@nunchi/protocol'
import { ago, interestName, percent, useLanguage, useWords } from '@nunchi/ui'
import { IconArrowDownRight, IconArrowRight, IconArrowUpRight, IconEyeOff, IconX } from '@tabler/icons-react'
import { useHiding } from '../item/hiding.ts'
import { actWords } from './act-words.ts'
import css from './interests.module.css'
import { useRemoving } from './use-removing.ts'

const words = {
  ko: {
    types: { brand: '브랜드', category: '카테고리', attribute: '특징', price: '가격대', keyword: '단어' },
    trends: { rising: '늘어나는 중', steady: '꾸준함', falling: '줄어드는 중' },
    evidence: (n: number) => `${n}번`,
    sure: (share: string) => `확신 ${share}`,
    remove: '내 관심사가 아니에요',
    hide: '숨기기',
  },
  en: {
    types: { brand: 'brand', category: 'category', attribute: 'feature', price: 'price', keyword: 'word' },
    trends: { rising: 'rising', steady: 'steady', falling: 'falling' },
    evidence: (n: number) => (n === 1 ? 'once' : `${n} times`),
    sure: (share: string) => `${share} sure`,
    remove: 'Not an interest of mine',
    hide: 'Hide',
  },
}
const trendIcons = { rising: IconArrowUpRight, steady: IconArrowRight, falling: IconArrowDownRight }

type Props = {
  readonly interest: InterestBody
  readonly rank: number
  readonly share: number
  readonly lastTitle: string | undefined
}

/** One interest: how strong, whereto it goes, what it rests on, and the ways to be rid of it. */
export function InterestRow({ interest, rank, share, lastTitle }: Props) {
  const { lang } = useLanguage()
  const say = useWords(words)
  const acts = useWords(actWords)
  const { change, isPending } = useHiding()
  const { remove, isRemoving } = useRemoving()
  const { tag, type, trend, events, lastAt, lastKind, confidence } = interest
  const Trend = trendIcons[trend as keyof typeof trendIcons] ?? IconArrowRight
  const name = interestName(interest, lang)
  const hidden = hiddenOf(interest)
  const evidence = [
    say.evidence(events),
    `${ago(lastAt, Date.now(), lang)} ${acts[lastKind] ?? lastKind}`,
    lastTitle && `“${lastTitle}”`,
    say.sure(percent(confidence, lang, 0)),
  ]
  return (
    <li className={css.interest} data-tag={tag}>
      <span className={css.rank}>{rank}</span>
      <div className={css.body}>
        <p className={css.name}>
          <strong>{name}</strong>
          <span className={css.type}>{say.types[type as keyof typeof say.types] ?? type}</span>
          <span className={css.trend} data-trend={trend}>
            <Trend size={16} aria-hidden />
            {say.trends[trend as keyof typeof say.trends] ?? trend}
          </span>
        </p>
        <span className={css.track} aria-hidden>
          <span className={css.bar} style={{ width: `${Math.max(1, share * 100)}%` }} />
        </span>
        <p className={css.evidence}>{evidence.filter(Boolean).join(' · ')}</p>
      </div>
      {hidden && (
        <ActionIcon
          size={40}
          variant="subtle"
          color="gray"
          loading={isPending}
          aria-label={`${say.hide}: ${name}`}
          title={say.hide}
          onClick={() => change({ hide: [hidden] }, name)}
        >
          <IconEyeOff size={18} aria-hidden />
        </ActionIcon>
      )}
      <ActionIcon
        size={40}
        variant="subtle"
        color="gray"
        loading={isRemoving}
        aria-label={`${say.remove}: ${name}`}
        title={say.remove}
        onClick={() => remove(interest)}
      >
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </li>
  )
}

/** What to hide so as not to see an interest any more; only brands and categories can be. */
function hiddenOf({ type, name }: InterestBody): HiddenBody | undefined {
  if (type === 'brand') return { what: 'brand', brand: name }
  return type === 'category' ? { what: 'category', category: name } : undefined
}

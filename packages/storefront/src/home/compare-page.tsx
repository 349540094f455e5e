import { Tabs } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { HomeBody, PolicyName } from '@nunchi/protocol'
import { counted, ErrorState, LoadingState, useWords } from '@nunchi/ui'
import { useQueries } from '@tanstack/react-query'
import { useShop } from '../app/shop.tsx'
import { ItemRow } from '../item/item-row.tsx'
import { PageTitle } from '../shell/page-title.tsx'
import css from './compare.module.css'
import { overlapOf } from './home-change.ts'

const policies: readonly PolicyName[] = ['individual', 'cluster', 'popular']
const itemsShown = 20

const words = {
  ko: {
    title: '세 가지 방식 비교',
    lead: '같은 사람, 같은 순간의 홈을 세 가지 방식으로 만들었어요. 나만을 위한 순서는 무엇이 다를까요?',
    tabs: '추천 방식',
    names: { individual: '나만을 위해', cluster: '비슷한 무리', popular: '모두에게 같게' },
    says: {
      individual: '이 한 사람이 한 일을 보고',
      cluster: '비슷한 고객 무리가 많이 산 순서',
      popular: '요즘 누구나 많이 찾는 순서',
    },
    same: (n: number, of: number) => `‘나만을 위해’와 ${of}개 중 ${n}개가 같아요`,
    self: (n: number) => `다른 두 방식에는 없는 상품 ${n}개`,
    only: '여기에만',
  },
  en: {
    title: 'Compare three ways',
    lead: 'The home of the same person at the same moment, ordered in three ways. What is different when it is for you alone?',
    tabs: 'Ways to order',
    names: { individual: 'For you alone', cluster: 'For your group', popular: 'For everybody' },
    says: {
      individual: 'from what this one person did',
      cluster: 'what shoppers like you buy most',
      popular: 'what everybody wants now',
    },
    same: (n: number, of: number) => `${n} of ${of} the same as for you alone`,
    self: (n: number) => `${counted(n, 'product')} that the other two ways do not show`,
    only: 'Only here',
  },
}

/** The same home under the three policies: side by side where there is room, behind tabs on phones. */
export function ComparePage() {
  const { client, about } = useShop()
  const say = useWords(words)
  const isPhone = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false })
  const answers = useQueries({
    queries: policies.map((policy) => ({
      queryKey: ['home', ...about, 'compare', policy],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.home({ policy, items: itemsShown, modules: 'for-you' }, { signal }),
    })),
  })
  const failed = answers.find(({ error }) => error)
  // What is only in one of them is known once all are there, and what is said of it makes rows taller.
  const homes = answers.some(({ isPending }) => isPending) ? [] : answers.map(({ data }) => data)
  const column = (place: number) => <Column homes={homes} place={place} />
  return (
    <>
      <PageTitle title={say.title} />
      <p className={css.lead}>{say.lead}</p>
      {failed && <ErrorState error={failed.error} retry={() => answers.forEach(({ refetch }) => void refetch())} />}
      {isPhone ? (
        <Tabs defaultValue={policies[0]} keepMounted={false}>
          <Tabs.List grow aria-label={say.tabs}>
            {policies.map((policy) => (
              <Tabs.Tab key={policy} value={policy} px="xs">
                {say.names[policy]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {policies.map((policy, place) => (
            <Tabs.Panel key={policy} value={policy} pt="md">
              {column(place)}
            </Tabs.Panel>
          ))}
        </Tabs>
      ) : (
        <div className={css.columns}>
          {policies.map((policy, place) => (
            <section key={policy} aria-labelledby={`way-${policy}`}>
              <h2 id={`way-${policy}`} className={css.name}>
                {say.names[policy]}
              </h2>
              {column(place)}
            </section>
          ))}
        </div>
      )}
    </>
  )
}

type Homes = readonly (HomeBody | undefined)[]

function Column({ homes, place }: { readonly homes: Homes; readonly place: number }) {
  const say = useWords(words)
  const home = homes[place]
  const items = itemsOf(home)
  const own = itemsOf(homes[0])
  const elsewhere = new Set(
    homes.flatMap((other, n) => (n === place ? [] : itemsOf(other).map((item) => item.product))),
  )
  if (!home) return <LoadingState rows={8} height={72} />
  const alone = items.filter(({ product }) => !elsewhere.has(product)).length
  return (
    <>
      <p className={css.says}>{say.says[policies[place]]}</p>
      <p className={css.overlap}>{place === 0 ? say.self(alone) : say.same(overlapOf(own, items), items.length)}</p>
      <ol className={css.items} data-nunchi-list={`compare-${policies[place]}`}>
        {items.map((item, rank) => (
          <li key={item.product}>
            <ItemRow
              item={item}
              currency={home.currency}
              rank={rank + 1}
              note={elsewhere.has(item.product) ? undefined : say.only}
              hasBell
            />
          </li>
        ))}
      </ol>
    </>
  )
}

function itemsOf(home: HomeBody | undefined): HomeBody['modules'][number]['items'] {
  return home?.modules.find(({ module }) => module === 'for-you')?.items ?? []
}

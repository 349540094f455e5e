import { Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import type { NextBody } from '@nunchi/protocol'
import { LoadingState, useWords } from '@nunchi/ui'
import type { ReactNode } from 'react'
import { Answered } from '../data/answered.tsx'
import { Panel } from '../data/panel.tsx'
import type { Named } from '../data/person.ts'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { DataTable } from '../table/data-table.tsx'
import { Chances } from './chances.tsx'
import { words } from './next.words.ts'
import { repurchaseColumns } from './repurchase-columns.tsx'

/** What somebody will do next: the visit, the next order, whether they come back at all. */
export function Next({ person }: { readonly person: Named }) {
  const say = useWords(words)
  const { lang } = useFormat()
  const answer = useAnswer(['next', person], (client, options) => client.next({ ...person, count: 6, lang }, options), {
    every: 15_000,
  })
  return (
    <Panel title={say.title} hint={say.hint}>
      <Answered answer={answer} waiting={<LoadingState rows={8} height={40} />}>
        {(next) => (
          <Stack gap="md">
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
              <Intent intent={next.intent} />
              <Part title={say.categories} basis={next.basis}>
                <Chances
                  label={say.categories}
                  chances={next.categories.map(({ words, probability }) => [words, probability])}
                />
              </Part>
              <Part title={say.brands} basis={next.basis}>
                <Chances
                  label={say.brands}
                  chances={next.brands.map(({ words, probability }) => [words, probability])}
                />
              </Part>
            </SimpleGrid>
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
              <Churn churn={next.churn} />
              <Price price={next.price} />
            </SimpleGrid>
            {next.repurchases.length > 0 && <Repurchases repurchases={next.repurchases} />}
          </Stack>
        )}
      </Answered>
    </Panel>
  )
}

function Part({
  title,
  basis,
  children,
}: {
  readonly title: string
  readonly basis: string
  readonly children: ReactNode
}) {
  const say = useWords(words)
  return (
    <Paper withBorder p="sm" radius="md">
      <Title order={3} size="h6">
        {title}
      </Title>
      <Text size="xs" c="dimmed" mb="xs">
        {basis === 'person' ? say.person : say.everybody}
      </Text>
      {children}
    </Paper>
  )
}

function Intent({ intent }: { readonly intent: NextBody['intent'] }) {
  const say = useWords(words)
  const format = useFormat()
  const acts = (['buy', 'compare', 'browse', 'leave'] as const).map((act) => [say.acting[act], intent[act]] as const)
  return (
    <Part title={say.intent} basis={intent.basis}>
      <Chances label={say.intent} chances={acts} />
      <Text size="xs" c="dimmed" mt="xs">
        {intent.acts > 0 ? say.acts(format.count(intent.acts)) : say.noVisit}
      </Text>
    </Part>
  )
}

function Churn({ churn }: { readonly churn: NextBody['churn'] }) {
  const say = useWords(words)
  const format = useFormat()
  return (
    <Part title={say.churn} basis={churn.basis}>
      <Chances
        label={say.churn}
        color="orange"
        chances={[[say.churnOf(churn.of, format.count(churn.days)), churn.probability]]}
      />
      {churn.meanGapDays !== undefined && (
        <Text size="xs" c="dimmed" mt="xs">
          {say.gap(format.decimal(churn.meanGapDays, 1))}
        </Text>
      )}
    </Part>
  )
}

function Price({ price }: { readonly price: NextBody['price'] }) {
  const say = useWords(words)
  const format = useFormat()
  return (
    <Part title={say.price} basis={price.basis}>
      <Chances label={say.price} color="indigo" chances={[[say.bargains, price.share]]} />
      <Text size="xs" c="dimmed" mt="xs">
        {say.population(format.percent(price.population, 0))}
      </Text>
    </Part>
  )
}

function Repurchases({ repurchases }: { readonly repurchases: NextBody['repurchases'] }) {
  const say = useWords(words)
  const format = useFormat()
  return (
    <Stack gap="xs">
      <Title order={3} size="h6">
        {say.repurchases}
      </Title>
      <DataTable
        label={say.repurchases}
        columns={repurchaseColumns(say, format)}
        rows={repurchases}
        rowKey={({ product }) => product}
        firstSort={{ key: 'within30', isDown: true }}
        exportAs="repurchases"
      />
    </Stack>
  )
}

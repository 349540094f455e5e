import { Anchor, Paper, SimpleGrid, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'

export type Figure = {
  readonly label: string
  readonly value: ReactNode
  readonly hint?: ReactNode
  readonly href?: string
}

/** Numbers that are looked at first, each of the same size so that nothing moves when they change. */
export function Figures({ figures, columns = 4 }: { readonly figures: readonly Figure[]; readonly columns?: number }) {
  return (
    <SimpleGrid cols={{ base: 2, sm: Math.min(3, columns), lg: columns }} spacing="sm" component="dl" m={0}>
      {figures.map(({ label, value, hint, href }) => (
        <Paper key={label} withBorder p="sm" px="md">
          <Text component="dt" size="xs" c="dimmed" truncate>
            {href ? (
              <Anchor component={Link} href={href} c="dimmed" inherit underline="always">
                {label}
              </Anchor>
            ) : (
              label
            )}
          </Text>
          <Text
            component="dd"
            m={0}
            fz={{ base: 17, sm: 22 }}
            fw={650}
            lh={1.4}
            style={{ fontVariantNumeric: 'tabular-nums' }}
            truncate
          >
            {value}
          </Text>
          <Text component="dd" m={0} size="xs" c="dimmed" mih="1.2rem" truncate>
            {hint}
          </Text>
        </Paper>
      ))}
    </SimpleGrid>
  )
}

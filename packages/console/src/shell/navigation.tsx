import { Anchor, Box, NavLink, ScrollArea, Stack, Text } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { Link, useLocation } from 'wouter'
import { useStatus } from '../data/use-status.ts'
import { isAt, nav } from './nav.ts'
import { words } from './shell.words.ts'

/** Links to all pages, in groups. */
export function Navigation() {
  const say = useWords(words)
  const [location] = useLocation()
  const { data: status } = useStatus()
  return (
    <>
      <ScrollArea flex={1} type="never">
        {nav.map(({ group, links }) => (
          <Box key={group} role="group" aria-label={say.groups[group] || undefined}>
            {say.groups[group] && (
              <Text size="xs" c="dimmed" fw={600} px="sm" pt="md" pb={4} aria-hidden>
                {say.groups[group]}
              </Text>
            )}
            {links.map(({ href, name, Icon }) => (
              <NavLink
                key={href}
                component={Link}
                href={href}
                label={say.links[name]}
                active={isAt(href, location)}
                aria-current={isAt(href, location) ? 'page' : undefined}
                leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
                style={{ borderRadius: 'var(--mantine-radius-md)' }}
                fw={isAt(href, location) ? 600 : 400}
              />
            ))}
          </Box>
        ))}
      </ScrollArea>
      <Stack gap={4} px="sm" pt="sm">
        {status?.demo && (
          <Anchor href="/" size="sm" target="_blank" rel="noreferrer">
            {say.storefront}
          </Anchor>
        )}
        <Anchor href="/docs" size="sm" target="_blank" rel="noreferrer">
          {say.api}
        </Anchor>
        <Text size="xs" c="dimmed">
          Nunchi {status?.version ?? ''}
        </Text>
      </Stack>
    </>
  )
}

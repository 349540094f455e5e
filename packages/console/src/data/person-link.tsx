import { Anchor, Text } from '@mantine/core'
import { IconDeviceMobile } from '@tabler/icons-react'
import { Link } from 'wouter'
import { type Named, nameOf, shopperPath } from './person.ts'

/** The way to somebody's page; nothing where a fact is about nobody. */
export function PersonLink({ person }: { readonly person: Named | undefined }) {
  if (person?.user === undefined && person?.anonymous === undefined)
    return (
      <Text span size="sm" c="dimmed">
        –
      </Text>
    )
  return (
    <Anchor component={Link} href={shopperPath(person)} size="sm" title={person.user ?? person.anonymous}>
      {person.user === undefined && (
        <IconDeviceMobile size={13} aria-hidden style={{ verticalAlign: '-2px', marginInlineEnd: 3 }} />
      )}
      {nameOf(person)}
    </Anchor>
  )
}

import { Stack } from '@mantine/core'
import type { Named } from '../data/person.ts'
import { Interests } from './interests.tsx'
import { Next } from './next.tsx'

/** What somebody is drawn to, and what they will do next. */
export function Profile({ person }: { readonly person: Named }) {
  return (
    <Stack gap="lg">
      <Interests person={person} />
      <Next person={person} />
    </Stack>
  )
}

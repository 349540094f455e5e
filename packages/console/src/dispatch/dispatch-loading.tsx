import { Skeleton, Stack } from '@mantine/core'
import { LoadingStatus } from '@nunchi/ui'

/** As tall as the page that is on its way: bar, figures, map. */
export function DispatchLoading() {
  return (
    <Stack gap="lg" aria-busy="true">
      <LoadingStatus />
      <Skeleton height={60} />
      <Skeleton height={92} />
      <Skeleton height={520} />
    </Stack>
  )
}

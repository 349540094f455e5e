import { Alert, Button, Center, Skeleton, Stack, Text, ThemeIcon, Title, VisuallyHidden } from '@mantine/core'
import { IconAlertTriangle, IconInbox, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLanguage, useWords } from './language.tsx'
import { troubleOf } from './trouble.ts'

const words = {
  en: { again: 'Try again', loading: 'Loading', code: 'Code', request: 'Request' },
  ko: { again: '다시 시도', loading: '불러오는 중', code: '코드', request: '요청 번호' },
} as const

/** What went wrong, in words, with what to do about it. */
export function ErrorState({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { lang } = useLanguage()
  const say = useWords<{ again: string; code: string; request: string }>(words)
  const { title, detail, detailLang, remedy, code, requestId } = troubleOf(error, lang)
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={title} role="alert" variant="light">
      <Stack gap="xs" align="flex-start">
        {detail && (
          <Text size="sm" lang={detailLang}>
            {detail}
          </Text>
        )}
        {remedy && <Text size="sm">{remedy}</Text>}
        <Text size="xs" c="dimmed">
          {say.code}: {code}
          {requestId && ` · ${say.request}: ${requestId}`}
        </Text>
        {retry && (
          <Button size="xs" variant="default" leftSection={<IconRefresh size={14} aria-hidden />} onClick={retry}>
            {say.again}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

/** There is nothing to show, and why that is all right or what brings something here. */
export function EmptyState({
  title,
  children,
  action,
}: {
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <Center py="xl">
      <Stack align="center" gap="xs" maw="28rem">
        <ThemeIcon size="xl" variant="light" radius="xl" aria-hidden>
          <IconInbox />
        </ThemeIcon>
        <Title order={2} size="h4" ta="center">
          {title}
        </Title>
        {children && (
          <Text c="dimmed" size="sm" ta="center">
            {children}
          </Text>
        )}
        {action}
      </Stack>
    </Center>
  )
}

/** Says that something is on its way, to those who do not see the grey shapes. */
export function LoadingStatus() {
  const say = useWords<{ loading: string }>(words)
  return <VisuallyHidden role="status">{say.loading}</VisuallyHidden>
}

/** Grey lines as tall as what is on its way, so that nothing jumps when it comes. */
export function LoadingState({ rows = 4, height = 20 }: { readonly rows?: number; readonly height?: number }) {
  return (
    <Stack gap="sm" aria-busy="true">
      <LoadingStatus />
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <Skeleton key={row} height={height} radius="sm" />
      ))}
    </Stack>
  )
}

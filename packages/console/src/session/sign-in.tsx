import {
  Alert,
  Box,
  Button,
  Center,
  Code,
  Group,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { LanguageSwitch, SchemeSwitch, troubleOf, useLanguage, useWords } from '@nunchi/ui'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type SubmitEvent, useEffect, useState } from 'react'
import { Logo } from '../shell/logo.tsx'
import { keyTrouble } from './key-trouble.ts'
import { useSession } from './session.tsx'
import { words } from './sign-in.words.ts'

/** Asks for a secret key. */
export function SignIn({ isAgain }: { readonly isAgain: boolean }) {
  const say = useWords(words)
  useEffect(() => {
    document.title = `${say.title} · Nunchi`
  }, [say])
  return (
    <Center component="main" mih="100dvh" px="md" py="xl">
      <Stack w="100%" maw={400} gap="lg">
        <Group justify="space-between">
          <Logo />
          <Group gap="xs">
            <LanguageSwitch />
            <SchemeSwitch />
          </Group>
        </Group>
        <Paper withBorder p="xl" shadow="xs">
          <Stack gap="md">
            <Box>
              <Title order={1} size="h3">
                {say.title}
              </Title>
              <Text c="dimmed" size="sm" mt={4}>
                {say.intro}
              </Text>
            </Box>
            {isAgain && (
              <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} role="status">
                {say.again}
              </Alert>
            )}
            <KeyForm />
            <Text size="xs" c="dimmed">
              {say.make} <Code>nunchi keys add NAME --scope secret</Code>
            </Text>
          </Stack>
        </Paper>
      </Stack>
    </Center>
  )
}

/** A name beside the key is what managers of passwords keep it under. */
function KeyForm() {
  const say = useWords(words)
  const { lang } = useLanguage()
  const { signIn } = useSession()
  const [key, setKey] = useState('')
  const [error, setError] = useState<string>()
  const [isTrying, setTrying] = useState(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const given = key.trim()
    const wrong = keyTrouble(given)
    if (wrong) return setError(say[wrong])
    setTrying(true)
    setError(undefined)
    try {
      await signIn(given)
    } catch (failure) {
      const { title, code, remedy } = troubleOf(failure, lang)
      const ours = code === 'AUTH_SCOPE' ? say.publishable : code === 'AUTH_UNKNOWN' ? say.unknown : undefined
      setError(ours ?? [title, remedy].filter(Boolean).join('. '))
      setTrying(false)
    }
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput
          label={say.server}
          name="username"
          autoComplete="username"
          readOnly
          variant="filled"
          value={window.location.host}
        />
        <PasswordInput
          label={say.key}
          placeholder="nk_sec_…"
          name="password"
          autoComplete="current-password"
          required
          autoFocus
          spellCheck={false}
          value={key}
          error={error}
          onChange={(event) => {
            setKey(event.currentTarget.value)
            setError(undefined)
          }}
        />
        <Button type="submit" loading={isTrying} fullWidth mt="xs">
          {say.enter}
        </Button>
      </Stack>
    </form>
  )
}

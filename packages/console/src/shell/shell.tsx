import { ActionIcon, AppShell, Badge, Box, Burger, Group, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { LanguageButton, LanguageSwitch, SchemeSwitch, useWords } from '@nunchi/ui'
import { IconLogout } from '@tabler/icons-react'
import { type ReactNode, useEffect } from 'react'
import { Link, useLocation } from 'wouter'
import { useStatus } from '../data/use-status.ts'
import { UploadsProvider } from '../imports/uploads.tsx'
import { useSession } from '../session/session.tsx'
import { Arrivals } from './arrival.tsx'
import { Logo } from './logo.tsx'
import { Navigation } from './navigation.tsx'
import { ServerBanner } from './server-banner.tsx'
import classes from './shell.module.css'
import { words } from './shell.words.ts'

/** Header, navigation and the page between them. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const say = useWords(words)
  const [isOpen, menu] = useDisclosure(false)
  const [location] = useLocation()
  const { close } = menu
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever another page is opened
  useEffect(close, [location])
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 224, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <a className="skip-link" href="#content">
        {say.skip}
      </a>
      <AppShell.Header>
        <TopBar isMenuOpen={isOpen} toggleMenu={menu.toggle} />
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={say.navigation} className={classes.navbar} data-open={isOpen || undefined}>
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
        <div className={classes.page}>
          <ServerBanner />
          <UploadsProvider>
            <Arrivals>{children}</Arrivals>
          </UploadsProvider>
        </div>
      </AppShell.Main>
    </AppShell>
  )
}

function TopBar({ isMenuOpen, toggleMenu }: { readonly isMenuOpen: boolean; readonly toggleMenu: () => void }) {
  const say = useWords(words)
  const { signOut } = useSession()
  const { data: status } = useStatus()
  return (
    <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs">
      <Group gap="sm" wrap="nowrap">
        <Burger
          opened={isMenuOpen}
          onClick={toggleMenu}
          hiddenFrom="sm"
          size="sm"
          aria-label={say.menu}
          aria-expanded={isMenuOpen}
        />
        <Link href="/" style={{ color: 'inherit', textDecoration: 'none' }}>
          <Logo isShort />
        </Link>
        {status?.demo && (
          <Tooltip label={say.demoHint} events={{ hover: true, focus: true, touch: true }}>
            <Badge color="orange" variant="light" tt="none" miw="max-content">
              {say.demo}
            </Badge>
          </Tooltip>
        )}
      </Group>
      <Group gap="xs" wrap="nowrap">
        <Box visibleFrom="xs">
          <LanguageSwitch />
        </Box>
        <Box hiddenFrom="xs">
          <LanguageButton />
        </Box>
        <SchemeSwitch />
        <Tooltip label={say.signOut}>
          <ActionIcon variant="default" size="lg" aria-label={say.signOut} onClick={signOut}>
            <IconLogout size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Group>
    </Group>
  )
}

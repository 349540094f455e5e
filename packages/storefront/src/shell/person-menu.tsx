import { Button, Menu } from '@mantine/core'
import { useLanguage, useWords } from '@nunchi/ui'
import { IconChevronDown, IconUserCircle } from '@tabler/icons-react'
import { personName } from '../app/person-name.ts'
import { useShop } from '../app/shop.tsx'
import css from './person-menu.module.css'

const words = {
  ko: { me: '나', meHint: '이 기기로 둘러보는 나', look: '누구의 눈으로 볼까요? (데모 고객)', now: '지금 보는 사람' },
  en: { me: 'Me', meHint: 'Me, on this device', look: 'Through whose eyes? (demo shoppers)', now: 'Who looks now' },
}

/** Who looks: oneself, or one of the town's shoppers. */
export function PersonMenu() {
  const { persons, person, become } = useShop()
  const say = useWords(words)
  const { lang } = useLanguage()
  const name = person ? personName(person, lang) : say.me
  if (persons.length === 0) return null
  return (
    <Menu position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <Button
          size="sm"
          variant="subtle"
          color="gray"
          c="inherit"
          px="xs"
          leftSection={<IconUserCircle size={20} color={person ? 'var(--shop-accent)' : undefined} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={`${say.now}: ${name}`}
        >
          <span className={css.name}>{name}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item aria-current={!person} onClick={() => become(undefined)} fw={person ? 400 : 700}>
          {say.meHint}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{say.look}</Menu.Label>
        {persons.map((one) => (
          <Menu.Item
            key={one.user}
            aria-current={person === one}
            onClick={() => become(one.user)}
            fw={person === one ? 700 : 400}
          >
            {personName(one, lang)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { IconSearch } from '@tabler/icons-react'
import { type FormEvent, useEffect, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import css from './search-box.module.css'
import { addressOf, useSuggestions } from './use-suggestions.ts'

const words = {
  ko: {
    search: '상품 검색',
    example: '무엇을 찾으세요? 초성도 돼요',
    product: '상품',
    brand: '브랜드',
    category: '카테고리',
  },
  en: {
    search: 'Search products',
    example: 'What are you looking for?',
    product: 'Product',
    brand: 'Brand',
    category: 'Category',
  },
}

/** The search: suggests while one types, by initial consonants as well; Enter searches for what was typed. */
export function SearchBox() {
  const say = useWords(words)
  const [, navigate] = useLocation()
  const [parameters] = useSearchParams()
  const searched = parameters.get('q') ?? ''
  const [text, setText] = useState(searched)
  useEffect(() => setText(searched), [searched])
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const completions = useSuggestions(text, searched)
  const search = (event: FormEvent) => {
    event.preventDefault()
    if (combobox.getSelectedOptionIndex() >= 0) return // Enter chose a suggestion
    combobox.closeDropdown()
    navigate(`/search?q=${encodeURIComponent(text.trim())}`)
  }
  const choose = (place: string) => {
    combobox.closeDropdown()
    navigate(addressOf(completions[Number(place)]))
  }
  const type = (typed: string) => {
    setText(typed)
    combobox.openDropdown()
    combobox.resetSelectedOption()
  }
  return (
    <search>
      <form onSubmit={search}>
        <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false} shadow="md" radius="md">
          <Combobox.Target withExpandedAttribute>
            <TextInput
              type="text"
              role="combobox"
              inputMode="search"
              name="q"
              radius="xl"
              size="md"
              variant="filled"
              aria-label={say.search}
              placeholder={say.example}
              autoComplete="off"
              enterKeyHint="search"
              leftSection={<IconSearch size={18} aria-hidden />}
              value={text}
              onChange={({ currentTarget }) => type(currentTarget.value)}
              onBlur={() => combobox.closeDropdown()}
            />
          </Combobox.Target>
          <Combobox.Dropdown hidden={completions.length === 0}>
            <Combobox.Options aria-label={say.search}>
              {completions.map((one, place) => (
                <Combobox.Option key={`${one.type} ${one.text} ${one.product ?? ''}`} value={String(place)}>
                  <span className={css.completion}>
                    <span>{one.text}</span>
                    <span className={css.type}>{say[one.type]}</span>
                  </span>
                </Combobox.Option>
              ))}
            </Combobox.Options>
          </Combobox.Dropdown>
        </Combobox>
      </form>
    </search>
  )
}

import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { FILTER_BUTTON, FLOATING } from '../../ui/filter-look.ts'

interface ChoiceFilterProps<V extends string> {
  /** What is chosen by: 상태. */
  label: string
  /** What is chosen, on the button. */
  words: string
  icon: ReactNode
  options: readonly { readonly value: V; readonly name: string; readonly look?: ReactNode }[]
  chosen: readonly V[] | undefined
  /** undefined where none is chosen, which is all of them. */
  onChoose: (chosen: readonly V[] | undefined) => void
}

/** Any of some, behind a button: none chosen asks for all. */
export function ChoiceFilter<V extends string>({
  label,
  words,
  icon,
  options,
  chosen,
  onChoose,
}: ChoiceFilterProps<V>) {
  return (
    <MenuTrigger>
      <Button aria-label={`${label}: ${words}`} className={FILTER_BUTTON}>
        {icon}
        {words}
      </Button>
      <Popover placement="bottom start" className={FLOATING}>
        <Menu
          aria-label={label}
          selectionMode="multiple"
          shouldCloseOnSelect={false}
          selectedKeys={chosen ?? []}
          onSelectionChange={(keys) => {
            const next = options
              .map(({ value }) => value)
              .filter((value) => keys === 'all' || keys.has(value))
            onChoose(next.length === 0 ? undefined : next)
          }}
          className="w-60 outline-none"
        >
          {options.map(({ value, name, look }) => (
            <MenuItem
              key={value}
              id={value}
              textValue={name}
              className="flex min-h-12 items-center justify-between gap-3 rounded-control px-3 outline-offset-[-3px] hover:bg-fill pressed:bg-fill-press"
            >
              {({ isSelected }) => (
                <>
                  {look ?? name}
                  {isSelected && <Check aria-hidden size={20} className="text-blue-text" />}
                </>
              )}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

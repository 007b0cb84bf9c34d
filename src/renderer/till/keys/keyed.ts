import { type ComponentProps, createElement } from 'react'
import { ariaKeys, capOnButton, type ShortcutId } from './shortcuts.ts'

/** For an element of our own: its key for screen readers, and the cap that Alt shows. */
export const keyProps = (id: ShortcutId) => ({
  'aria-keyshortcuts': ariaKeys(id),
  'data-keycap': capOnButton(id),
})

/** The same for a button of React Aria, which would leave out an attribute it doesn't know. */
export const keyedButton = (id: ShortcutId) => ({
  render: (props: ComponentProps<'button'>) =>
    createElement('button', { ...props, ...keyProps(id) }),
})

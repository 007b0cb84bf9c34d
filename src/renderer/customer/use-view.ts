import { useEffect, useState } from 'react'
import type { CustomerView } from '#shared/ipc/customer-contract.ts'
import { switchLanguage } from './i18n.ts'
import { ask } from './main-process.ts'

/** A thank-you stays for so long after the cashier has put the sale away, in ms: it takes a while to be read. */
const LINGER = 5000

/** What main says this screen shows, from `first` on. A thank-you is held a little, unless somebody buys. */
export function useView(first: CustomerView) {
  const [view, setView] = useState(first)

  useEffect(() => {
    let held: ReturnType<typeof setTimeout> | undefined
    let shown = first
    const show = (next: CustomerView) => {
      clearTimeout(held)
      shown = next
      switchLanguage(next.language)
      document.documentElement.dataset['theme'] = next.theme
      setView(next)
    }
    const end = window.customer.subscribe((next) => {
      clearTimeout(held)
      if (shown.scene.kind === 'paid' && next.scene.kind === 'idle') {
        held = setTimeout(() => show(next), LINGER)
      } else show(next)
    })
    // What changed between the first answer and this subscription was told to nobody.
    void ask('customer.get', {}).then((now) => now !== null && show(now))
    return () => {
      clearTimeout(held)
      end()
    }
  }, [first])

  return {
    view,
    async chooseLanguage(language: CustomerView['language']) {
      const next = await ask('customer.setLanguage', { language })
      if (next === null) return
      switchLanguage(next.language)
      setView(next)
    },
  }
}

import './styles.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { CustomerView } from '#shared/ipc/customer-contract.ts'
import { CustomerScreen } from './customer-screen.tsx'
import { startI18n } from './i18n.ts'
import { ask } from './main-process.ts'
import { Wait } from './wait.tsx'

const place = document.querySelector('#customer')
if (place === null) throw new Error('customer.html has no place for the screen')
const root = createRoot(place)

const show = (first: CustomerView) => {
  startI18n(first.language)
  document.documentElement.dataset['theme'] = first.theme
  root.render(
    <StrictMode>
      <CustomerScreen first={first} />
    </StrictMode>,
  )
}

/** Whoever stands in front of it reads no errors: where main can't say yet what to show, it waits to be told. */
async function open(): Promise<void> {
  const first = await ask('customer.get', {})
  if (first !== null) return show(first)
  startI18n('ko')
  root.render(<Wait />)
  const end = window.customer.subscribe((view) => {
    end()
    show(view)
  })
}

void open()

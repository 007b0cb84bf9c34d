import './styles.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ErrorBoundary } from 'react-error-boundary'
import type { CustomerView } from '#shared/ipc/customer-contract.ts'
import { CustomerScreen } from './customer-screen.tsx'
import { startI18n } from './i18n.ts'
import { ask } from './main-process.ts'
import { Wait } from './wait.tsx'

const place = document.querySelector('#customer')
if (place === null) throw new Error('customer.html has no place for the screen')
const root = createRoot(place)

/** Between a page that broke and its next try, in ms: one that breaks each time mustn't spin. */
const REST = 3000
const beginAnew = () => {
  setTimeout(() => window.location.reload(), REST)
}

const show = (first: CustomerView) => {
  startI18n(first.language)
  document.documentElement.dataset['theme'] = first.theme
  root.render(
    <StrictMode>
      <ErrorBoundary fallback={<Wait />} onError={beginAnew}>
        <CustomerScreen first={first} />
      </ErrorBoundary>
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

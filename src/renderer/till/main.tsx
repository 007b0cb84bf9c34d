import './styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, StrictMode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { createRoot } from 'react-dom/client'
import { ErrorBoundary } from 'react-error-boundary'
import { useTranslation } from 'react-i18next'
import { RecoveryScreen } from './features/recovery/recovery-screen.tsx'
import { BrokenScreen } from './frame/broken-screen.tsx'
import { startI18n } from './i18n.ts'
import { cartStore } from './ipc/cart-store.ts'
import { followMain, tellOfNetwork } from './ipc/events.ts'
import { catalogueQuery, checkoutQuery, recoveryQuery, statusQuery } from './ipc/queries.ts'
import { queryClient } from './ipc/query-client.ts'
import { router } from './routes.tsx'
import { applyLook, followRoom } from './theme.ts'

function Page({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation()
  return (
    <StrictMode>
      <I18nProvider locale={i18n.language === 'ko' ? 'ko-KR' : 'en-US'}>
        <ErrorBoundary FallbackComponent={BrokenScreen}>
          <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
        </ErrorBoundary>
      </I18nProvider>
    </StrictMode>
  )
}

const place = document.querySelector('#till')
if (place === null) throw new Error('till.html has no place for the till')
const root = createRoot(place)

/** Asks main for the language and theme first, so that nothing is drawn twice. */
async function open(): Promise<void> {
  try {
    followRoom()
    followMain(queryClient)
    tellOfNetwork()
    // What fails here is asked again, and shown, by the screen that needs it.
    queryClient.query(catalogueQuery).catch(() => {})
    queryClient.query(checkoutQuery).catch(() => {})
    const cartLoaded = cartStore.reload()
    // Where the file can't be opened there is no cart, and what follows says why.
    cartLoaded.catch(() => {})
    const [status, recovery] = await Promise.all([
      queryClient.query(statusQuery),
      queryClient.query(recoveryQuery),
    ])
    if (recovery.stage === 'none') await cartLoaded
    startI18n(status.language)
    applyLook(status)
    root.render(
      <Page>
        {recovery.stage === 'none' ? (
          <RouterProvider router={router} />
        ) : (
          <RecoveryScreen recovery={recovery} />
        )}
      </Page>,
    )
  } catch (error) {
    startI18n('ko')
    root.render(<BrokenScreen error={error} />)
  }
}

void open()

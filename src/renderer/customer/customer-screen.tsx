import { Languages } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CustomerView } from '#shared/ipc/customer-contract.ts'
import { Scene } from './scene.tsx'
import { useView } from './use-view.ts'

/** The customer's screen: whose shop this is, the choice of language, and what goes on. */
export function CustomerScreen({ first }: { first: CustomerView }) {
  const { t } = useTranslation('customer')
  const { view, chooseLanguage } = useView(first)
  const other = view.language === 'ko' ? 'en' : 'ko'
  return (
    <div className="grid h-full grid-rows-[auto_minmax(0,1fr)] gap-4 p-5">
      <header className="flex min-h-14 items-center gap-4">
        {view.scene.kind !== 'idle' && view.shop !== '' && (
          <p className="min-w-0 truncate text-panel font-bold">{view.shop}</p>
        )}
        {view.isTraining && (
          <p className="min-w-0 truncate rounded-tag bg-amber-soft px-3 py-1 font-semibold text-amber-text">
            {t('training')}
          </p>
        )}
        <span className="flex-1" />
        <button
          type="button"
          lang={other}
          aria-label={`${t('language.switch')}: ${t('language.hint')}`}
          onClick={() => void chooseLanguage(other)}
          className="flex min-h-14 shrink-0 items-center gap-2 rounded-control bg-card px-5 text-panel font-semibold active:bg-fill-press"
        >
          <Languages aria-hidden size="1.5rem" />
          {t('language.switch')}
        </button>
      </header>
      <main className="min-h-0">
        <Scene view={view} />
      </main>
      {view.isTraining && <Watermark words={t('watermark')} />}
    </div>
  )
}

/** Marks the training store, as on every screen of the till. Takes no taps. */
function Watermark({ words }: { words: string }) {
  return (
    <svg aria-hidden className="pointer-events-none fixed inset-0 size-full text-ink opacity-3">
      <defs>
        <pattern
          id="watermark"
          width="300"
          height="200"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(-24)"
        >
          <text x="20" y="110" fill="currentColor" fontSize="32" fontWeight="700">
            {words}
          </text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#watermark)" />
    </svg>
  )
}

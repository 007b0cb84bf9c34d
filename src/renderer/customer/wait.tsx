import { useTranslation } from 'react-i18next'

/** Nothing can be shown yet. Said calmly, and without why. */
export function Wait() {
  const { t } = useTranslation('customer')
  return (
    <main className="flex h-full flex-col items-center justify-center gap-3 px-6 text-center">
      <h1 className="text-total font-bold">{t('lost.title')}</h1>
      <p className="text-panel text-ink-3">{t('lost.hint')}</p>
    </main>
  )
}

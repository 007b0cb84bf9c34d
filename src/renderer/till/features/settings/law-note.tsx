import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/**
 * Korea's Specialized Credit Finance Business Act asks for a registered terminal where a card is
 * taken face to face; whether this till may be used at a counter is for the owner to clear with Toss.
 */
export function LawNote() {
  const { t } = useTranslation('settings')
  return (
    <div
      role="note"
      className="mt-3 flex gap-3 rounded-card bg-amber-soft px-5 py-4 text-amber-text"
    >
      <TriangleAlert aria-hidden size={22} className="mt-0.5 shrink-0" />
      <div>
        <p className="font-bold">{t('store.lawTitle')}</p>
        <p className="mt-1">{t('store.law')}</p>
      </div>
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { statusQuery } from '../ipc/queries.ts'

/** Marks every screen of the training store. Faint enough to read through, and it takes no taps. */
export function Watermark() {
  const { t } = useTranslation('common')
  const { data: status } = useQuery(statusQuery)
  if (status?.store !== 'training') return null
  return (
    <svg
      aria-hidden
      className="pointer-events-none fixed inset-0 z-30 size-full text-ink opacity-3"
    >
      <defs>
        <pattern
          id="watermark"
          width="300"
          height="200"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(-24)"
        >
          <text x="20" y="110" fill="currentColor" fontSize="32" fontWeight="700">
            {t('watermark')}
          </text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#watermark)" />
    </svg>
  )
}

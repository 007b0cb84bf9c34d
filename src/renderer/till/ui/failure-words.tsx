import { useTranslation } from 'react-i18next'
import type { Failure } from '#shared/result.ts'

/** What happened, whether money moved, what to do; then Toss's own words, said to be Toss's. */
export function FailureWords({ failure }: { failure: Failure }) {
  const { t } = useTranslation(['errors', 'common'])
  return (
    <>
      <p>{t(`errors:${failure.code}`)}</p>
      {failure.toss !== undefined && (
        <p className="text-hint">
          {t('common:tossSaid', { message: failure.toss.message, code: failure.toss.code })}
        </p>
      )}
    </>
  )
}

import { useTranslation } from 'react-i18next'
import type { Failure } from '#shared/result.ts'
import { TossSaid } from './toss-said.tsx'

/** What happened, whether money moved, what to do; then Toss's own words, said to be Toss's. */
export function FailureWords({ failure }: { failure: Failure }) {
  const { t } = useTranslation('errors')
  return (
    <>
      <p>{t(failure.code)}</p>
      {failure.toss !== undefined && <TossSaid answer={failure.toss} className="text-hint" />}
    </>
  )
}

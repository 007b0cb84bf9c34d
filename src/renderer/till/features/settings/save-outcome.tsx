import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '#shared/result.ts'
import { FailureWords } from '../../ui/failure-words.tsx'

interface SaveOutcomeProps {
  /** Said when it was saved. */
  words: string
  isSaved: boolean
  /** Null also where the failure is shown at a field. */
  failure: Failure | null
}

/** Beside a save button: 저장했어요, or why not. */
export function SaveOutcome({ words, isSaved, failure }: SaveOutcomeProps) {
  const { t } = useTranslation('settings')
  return (
    <div role="status" className="min-w-0 flex-1 font-medium empty:hidden">
      {isSaved && (
        <p className="flex items-center gap-2 text-green-text">
          <Check aria-hidden size={20} />
          {words}
        </p>
      )}
      {failure !== null && (
        <div className="text-red-text">
          <p className="font-semibold">{t('notSaved')}</p>
          <FailureWords failure={failure} />
        </div>
      )}
    </div>
  )
}

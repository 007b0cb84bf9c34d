import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PreferencesView } from '#shared/ipc/contract.ts'
import { call } from '../../ipc/call.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Select } from '../../ui/select.tsx'
import { SaveOutcome } from './save-outcome.tsx'
import { useSave } from './use-save.ts'

/** 0 to 11 in Asia/Seoul. */
const HOURS = Array.from({ length: 12 }, (_, hour) => hour)

export function ClosingHour({ preferences }: { preferences: PreferencesView }) {
  const { t } = useTranslation('settings')
  const [chosen, setChosen] = useState<number | null>(null)
  const saving = useSave((next: PreferencesView) => call('settings.savePreferences', next))
  const hour = chosen ?? preferences.closingHour
  const isChanged = hour !== preferences.closingHour
  const words = (of: number): string => {
    if (of === 0) return t('display.closingMidnight')
    return of < 6
      ? t('display.closingAt', { hour: of })
      : t('display.closingAtMorning', { hour: of })
  }
  return (
    <Card title={t('display.closingTitle')}>
      <Select
        label={t('display.closingHour')}
        hint={t('display.closingText')}
        value={String(hour)}
        options={HOURS.map((of) => ({ value: String(of), label: words(of) }))}
        onChange={(value) => {
          setChosen(Number(value))
          saving.forget()
        }}
        className="max-w-100"
      />
      <div className="mt-5 flex flex-wrap items-center gap-4">
        <Button
          tone="primary"
          size={56}
          isPending={saving.isSaving}
          isDisabled={!isChanged}
          onPress={() => saving.save({ ...preferences, closingHour: hour }, () => setChosen(null))}
        >
          {saving.isSaving ? t('saving') : t('display.save')}
        </Button>
        <SaveOutcome
          words={t('saved')}
          isSaved={saving.isSaved && !isChanged}
          failure={saving.failure}
        />
      </div>
    </Card>
  )
}

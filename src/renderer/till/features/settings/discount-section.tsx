import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputOf } from '#shared/ipc/contract.ts'
import { call } from '../../ipc/call.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { SaveOutcome } from './save-outcome.tsx'
import { SectionHead, type SectionProps } from './section-parts.tsx'
import { useSave } from './use-save.ts'

/** Whole percent; 100 sets no limit. */
const LIMITS = [0, 5, 10, 15, 20, 30, 50, 100]
const PIN = /^\d{4,8}$/

/** How much may be taken off without the manager, and the manager's PIN. */
export function DiscountSection({ settings }: SectionProps) {
  const { t } = useTranslation(['settings', 'cart'])
  const { limitPercent, hasPin } = settings.discounts
  const [limit, setLimit] = useState<number | null>(null)
  const [pin, setPin] = useState('')
  const [newPin, setNewPin] = useState('')
  const saving = useSave((next: InputOf<'settings.saveDiscounts'>) =>
    call('settings.saveDiscounts', next),
  )
  const chosen = limit ?? limitPercent
  const isChanged = chosen !== limitPercent || newPin !== ''
  const isNewPinWrong = newPin !== '' && !PIN.test(newPin)
  const isReady =
    isChanged && !isNewPinWrong && (hasPin ? PIN.test(pin) : chosen === 100 || newPin !== '')
  const change = (put: () => void) => {
    put()
    saving.forget()
  }
  const save = () =>
    saving.save(
      {
        limitPercent: chosen,
        ...(newPin !== '' && { newPin }),
        ...(hasPin && { pin }),
      },
      () => {
        setLimit(null)
        setPin('')
        setNewPin('')
      },
    )
  return (
    <>
      <SectionHead title={t('cart:settings.title')}>{t('cart:settings.text')}</SectionHead>
      <Card>
        <div className="flex max-w-100 flex-col gap-5">
          <Select
            label={t('cart:settings.limit')}
            value={String(chosen)}
            options={LIMITS.map((percent) => ({
              value: String(percent),
              label:
                percent === 100
                  ? t('cart:settings.limitNone')
                  : t('cart:settings.limitTo', { percent }),
            }))}
            onChange={(value) => change(() => setLimit(Number(value)))}
          />
          <TextField
            label={t('cart:settings.newPin')}
            hint={hasPin ? t('cart:settings.newPinHint') : t('cart:settings.firstPinHint')}
            error={isNewPinWrong ? t('cart:settings.pinFormat') : undefined}
            type="password"
            inputMode="numeric"
            autoComplete="off"
            maxLength={8}
            value={newPin}
            onChange={(text) => change(() => setNewPin(text.replaceAll(/\D/g, '')))}
          />
          {hasPin && (
            <TextField
              label={t('cart:settings.pin')}
              type="password"
              inputMode="numeric"
              autoComplete="off"
              maxLength={8}
              value={pin}
              onChange={(text) => change(() => setPin(text.replaceAll(/\D/g, '')))}
            />
          )}
          <p className="text-hint text-ink-2">{t('cart:settings.honest')}</p>
        </div>
        <div className="mt-5 flex flex-wrap items-center gap-4">
          <Button
            tone="primary"
            size={56}
            isPending={saving.isSaving}
            isDisabled={!isReady}
            onPress={save}
          >
            {saving.isSaving ? t('saving') : t('cart:settings.save')}
          </Button>
          <SaveOutcome
            words={t('saved')}
            isSaved={saving.isSaved && !isChanged}
            failure={saving.failure}
          />
        </div>
      </Card>
    </>
  )
}

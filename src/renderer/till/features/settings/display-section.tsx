import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PreferencesView } from '#shared/ipc/contract.ts'
import { LANGUAGES, TEXT_SIZES, THEMES } from '#shared/vocabulary.ts'
import { call } from '../../ipc/call.ts'
import { switchLanguage } from '../../i18n.ts'
import { checkingQuery, ORDERS_KEY } from '../../ipc/queries.ts'
import { applyLook } from '../../theme.ts'
import { Card } from '../../ui/card.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { ClosingHour } from './closing-hour.tsx'
import { CustomerDisplayCard } from './customer-display-card.tsx'
import { SaveOutcome } from './save-outcome.tsx'
import { SectionHead, type SectionProps } from './section-parts.tsx'
import { useSave } from './use-save.ts'

/** Language and theme change at once; the closing hour moves sales between days, so it is saved. */
export function DisplaySection({ settings }: SectionProps) {
  const { t } = useTranslation('settings')
  const { preferences } = settings
  const queryClient = useQueryClient()
  const saving = useSave((next: PreferencesView) => call('settings.savePreferences', next))
  const choose = (part: Partial<PreferencesView>) =>
    saving.save({ ...preferences, ...part }, ({ preferences: kept }) => {
      applyLook(kept)
      void switchLanguage(kept.language)
      // Main words orders and their payment methods in the language of the till.
      if (part.language === undefined) return
      void queryClient.invalidateQueries({ queryKey: ORDERS_KEY })
      void queryClient.invalidateQueries({ queryKey: checkingQuery.queryKey })
    })
  return (
    <>
      <SectionHead title={t('display.title')}>{t('display.immediate')}</SectionHead>
      <div className="flex flex-col gap-3">
        <Card title={t('display.language')}>
          <div className="max-w-100">
            <SegmentedControl
              label={t('display.language')}
              value={preferences.language}
              options={LANGUAGES.map((value) => ({
                value,
                label: t(`display.languages.${value}`),
              }))}
              onChange={(language) => choose({ language })}
            />
          </div>
        </Card>
        <Card title={t('display.theme')}>
          <div className="max-w-140">
            <SegmentedControl
              label={t('display.theme')}
              value={preferences.theme}
              options={THEMES.map((value) => ({ value, label: t(`display.themes.${value}`) }))}
              onChange={(theme) => choose({ theme })}
            />
          </div>
        </Card>
        <Card title={t('display.textSize')}>
          <p className="mb-3 text-ink-2">{t('display.textSizeText')}</p>
          <div className="max-w-125">
            <SegmentedControl
              label={t('display.textSize')}
              value={preferences.textSize}
              options={TEXT_SIZES.map((value) => ({ value, label: `${value}%` }))}
              onChange={(textSize) => choose({ textSize })}
            />
          </div>
        </Card>
        <Card title={t('display.sounds')}>
          <p className="mb-3 text-ink-2">{t('display.soundsText')}</p>
          <div className="max-w-75">
            <SegmentedControl
              label={t('display.sounds')}
              value={preferences.sounds ? 'on' : 'off'}
              options={[
                { value: 'off', label: t('display.soundsOff') },
                { value: 'on', label: t('display.soundsOn') },
              ]}
              onChange={(sounds) => choose({ sounds: sounds === 'on' })}
            />
          </div>
        </Card>
        <SaveOutcome words={t('saved')} isSaved={false} failure={saving.failure} />
        <CustomerDisplayCard />
        <ClosingHour preferences={preferences} />
      </div>
    </>
  )
}

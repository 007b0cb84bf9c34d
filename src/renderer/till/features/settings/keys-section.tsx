import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeyStateView } from '#shared/ipc/contract.ts'
import { Card } from '../../ui/card.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { ForgetKeys } from './forget-keys.tsx'
import type { KeyedStore } from './keyed-store.ts'
import { KeysForm } from './keys-form.tsx'
import { SectionHead, type SectionProps } from './section-parts.tsx'

/** The key pair of each store that talks to Toss. A secret goes in and never comes out. */
export function KeysSection({ settings }: SectionProps) {
  const { t } = useTranslation(['settings', 'common'])
  const [store, setStore] = useState<KeyedStore>(settings.store === 'live' ? 'live' : 'sandbox')
  const state = settings.keys.find((key) => key.store === store)
  return (
    <>
      <SectionHead title={t('keys.title')}>{t('keys.text')}</SectionHead>
      <div className="mb-4 max-w-100">
        <SegmentedControl
          label={t('keys.which')}
          value={store}
          options={[
            { value: 'sandbox', label: t('common:store.sandbox') },
            { value: 'live', label: t('common:store.live') },
          ]}
          onChange={setStore}
          isOnGround
        />
      </div>
      {!settings.canKeepSecrets && (
        <p
          role="note"
          className="mb-3 rounded-card bg-amber-soft px-5 py-4 font-medium text-amber-text"
        >
          {t('keys.cannotKeep')}
        </p>
      )}
      <div className="flex flex-col gap-3">
        {state !== undefined && <CurrentKeys state={state} store={store} />}
        <KeysForm key={store} store={store} />
      </div>
    </>
  )
}

function CurrentKeys({ state, store }: { state: KeyStateView; store: KeyedStore }) {
  const { t } = useTranslation('settings')
  const canForget = state.keptIn === 'saved' || state.keptIn === 'session'
  return (
    <Card title={t('keys.current')}>
      <dl className="selectable grid grid-cols-[minmax(6.5rem,auto)_minmax(0,1fr)] gap-x-5 gap-y-2">
        <dt className="text-ink-2">{t('keys.clientKey')}</dt>
        <dd className="break-all">{state.clientKey ?? t('keys.clientMissing')}</dd>
        <dt className="text-ink-2">{t('keys.secretKey')}</dt>
        <dd>
          {!state.hasSecretKey
            ? t('keys.secretMissing')
            : state.secretKeyEnding === null
              ? t('keys.secretHeld')
              : t('keys.secretEnding', { ending: state.secretKeyEnding })}
        </dd>
        <dt className="text-ink-2">{t('keys.kept')}</dt>
        <dd>{t(`keys.keptIn.${state.keptIn}`)}</dd>
      </dl>
      {canForget && <ForgetKeys store={store} />}
    </Card>
  )
}

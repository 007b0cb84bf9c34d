import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../ipc/call.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import type { KeyedStore } from './keyed-store.ts'
import { useSave } from './use-save.ts'

/** Back to the public pair, or to none. Asks first. */
export function ForgetKeys({ store }: { store: KeyedStore }) {
  const { t } = useTranslation('settings')
  const [isAsking, setIsAsking] = useState(false)
  const forgetting = useSave(() => call('settings.forgetKeys', { store }))
  return (
    <div className="mt-6">
      <Button tone="danger-soft" isPending={forgetting.isSaving} onPress={() => setIsAsking(true)}>
        {t(`keys.forget.${store}`)}
      </Button>
      {forgetting.failure !== null && (
        <div role="alert" className="mt-3 font-medium text-red-text">
          <FailureWords failure={forgetting.failure} />
        </div>
      )}
      <Dialog
        role="alertdialog"
        title={t(`keys.forgetTitle.${store}`)}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
      >
        <p className="mt-3 text-ink-2">{t(`keys.forgetText.${store}`)}</p>
        <div className="mt-6 grid grid-cols-2 gap-6">
          <Button size={56} onPress={() => setIsAsking(false)}>
            {t('keys.forgetNo')}
          </Button>
          <Button
            tone="danger"
            size={56}
            onPress={() => {
              setIsAsking(false)
              forgetting.save(undefined)
            }}
          >
            {t('keys.forgetYes')}
          </Button>
        </div>
      </Dialog>
    </div>
  )
}

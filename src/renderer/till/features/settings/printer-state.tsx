import { useMutation } from '@tanstack/react-query'
import { Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PrintingView } from '#shared/ipc/print-contract.ts'
import { formatClock } from '../../frame/format-time.ts'
import { call, failureOf } from '../../ipc/call.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { FailureWords } from '../../ui/failure-words.tsx'
import { printerTone } from '../../ui/printer-tone.ts'
import { Tag } from '../../ui/tag.tsx'

/** What the printer last said of itself, what to do about it, and a page to try it. */
export function PrinterState({ printing }: { printing: PrintingView }) {
  const { t } = useTranslation('printing')
  const { state, askedAt } = printing.printer
  const test = useMutation({ mutationFn: () => call('printing.test', {}) })
  return (
    <Card title={t('stateTitle')}>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <div className="min-w-0 flex-1" role="status">
          <p className="flex flex-wrap items-center gap-2">
            <Tag tone={printerTone(state)}>{t(`state.${state}`)}</Tag>
            {askedAt !== null && (
              <span className="text-hint text-ink-3">
                {t('askedAt', { time: formatClock(askedAt) })}
              </span>
            )}
          </p>
          <p className="mt-2 text-ink-2">{t(`toDo.${state}`)}</p>
        </div>
        <Button
          icon={<Printer aria-hidden size={20} />}
          isPending={test.isPending}
          onPress={() => test.mutate()}
        >
          {t('test')}
        </Button>
      </div>
      {test.error !== null && (
        <div role="alert" className="mt-3 text-red-text">
          <FailureWords failure={failureOf(test.error)} />
        </div>
      )}
    </Card>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { StatusView } from '#shared/ipc/contract.ts'
import { CheckingButton } from '../features/checking/checking-button.tsx'
import { useCheckout } from '../features/checkout/use-checkout.ts'
import { useIsChecking } from '../features/checkout/use-is-checking.ts'
import { statusQuery } from '../ipc/queries.ts'
import { classNames } from '../ui/class-names.ts'
import { Tag, type TagTone } from '../ui/tag.tsx'
import { formatDay } from './format-time.ts'
import { Clock } from './clock.tsx'
import { PrinterStrip } from '../features/printing/printer-strip.tsx'
import { StripAlerts } from './strip-alerts.tsx'

const STORE_TONES: Record<StatusView['store'], TagTone> = {
  training: 'amber',
  sandbox: 'blue',
  live: 'green',
}

const TOSS_DOTS: Record<StatusView['toss'], string> = {
  training: 'bg-amber-text',
  not_asked: 'bg-ink-3',
  ok: 'bg-green-text',
  unreachable: 'bg-red-text',
  keys_missing: 'bg-red-text',
  keys_refused: 'bg-red-text',
}

/** Which store, whether Toss answers, the business day and the time: always there, always true. */
export function Strip() {
  const { t, i18n } = useTranslation('common')
  const { data: status } = useQuery(statusQuery)
  const { checkout } = useCheckout()
  const isChecking = useIsChecking(checkout)
  const approving = checkout.stage === 'confirming' && !isChecking ? checkout.orderId : null
  return (
    <header
      aria-label={t('strip.label')}
      className="col-start-3 row-start-1 tight:col-span-2 flex min-h-9 items-center gap-4 overflow-x-clip px-4 text-strip whitespace-nowrap text-ink-2 wide:px-6"
    >
      {status !== undefined && (
        <>
          <Tag tone={STORE_TONES[status.store]}>{t(`store.${status.store}`)}</Tag>
          <span className="flex min-w-0 items-center gap-2">
            <span
              aria-hidden
              className={classNames('size-2 shrink-0 rounded-full', TOSS_DOTS[status.toss])}
            />
            <span className="truncate">{t(`toss.${status.toss}`)}</span>
          </span>
          <CheckingButton approving={approving} />
          <StripAlerts status={status} />
          <span className="flex-1" />
          <PrinterStrip />
          <span className="shrink-0">
            <span className="small:sr-only">{t('strip.businessDay')} </span>
            <span className="font-semibold">{formatDay(status.businessDay, i18n.language)}</span>
          </span>
        </>
      )}
      <Clock />
    </header>
  )
}

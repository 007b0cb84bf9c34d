import { useTranslation } from 'react-i18next'

/** Codes with words of our own; for the others Toss's message says more. */
const KNOWN = [
  'PAY_PROCESS_CANCELED',
  'PAY_PROCESS_ABORTED',
  'REJECT_CARD_COMPANY',
  'USER_CANCEL',
] as const

/** Why an attempt ended: our words where we have them, and always what Toss said. */
export function AttemptReason({ reason }: { reason: { code: string; message: string } }) {
  const { t } = useTranslation(['orders', 'common'])
  const known = KNOWN.find((code) => code === reason.code)
  return (
    <span className="selectable text-hint">
      {known !== undefined && `${t(`history.reason.${known}`)} · `}
      {t('common:tossSaid', { message: reason.message, code: reason.code })}
    </span>
  )
}

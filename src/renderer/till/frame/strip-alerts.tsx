import { Link } from '@tanstack/react-router'
import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { StatusView } from '#shared/ipc/contract.ts'

/** What needs somebody, in red and in words, for as long as it does: money that moved by itself, a file that takes nothing. */
export function StripAlerts({ status }: { status: StatusView }) {
  const { t } = useTranslation('common')
  const [first, ...more] = status.alerts
  return (
    <>
      {status.storage !== 'ok' && (
        <span
          role="alert"
          className="flex min-w-0 items-center gap-1.5 font-semibold text-red-text"
        >
          <CircleAlert aria-hidden size={16} className="shrink-0" />
          <span className="truncate">{t(`storage.${status.storage}`)}</span>
        </span>
      )}
      {first !== undefined && (
        <Link
          to="/orders/$orderId"
          params={{ orderId: first.orderId }}
          className="-my-1.5 flex min-h-12 min-w-0 items-center gap-1.5 rounded-control px-2 font-semibold text-red-text underline-offset-4 hover:underline active:bg-red-soft"
        >
          <CircleAlert aria-hidden size={16} className="shrink-0" />
          <span className="truncate">
            {t(`alert.${first.kind}`)}
            {more.length > 0 && ` ${t('alert.more', { count: more.length })}`}
          </span>
        </Link>
      )}
    </>
  )
}

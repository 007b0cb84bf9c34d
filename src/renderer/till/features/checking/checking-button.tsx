import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { OpenOutcomeView } from '#shared/ipc/contract.ts'
import { formatClock } from '../../frame/format-time.ts'
import { checkingQuery } from '../../ipc/queries.ts'
import { AskingProgress } from '../../ui/asking-progress.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { Tag } from '../../ui/tag.tsx'
import { Won } from '../../ui/won.tsx'

interface CheckingButtonProps {
  /** A sale that Toss is still approving in its usual time: not worth a word yet. */
  approving: string | null
}

/** 확인중 N, always in sight while anything is: opens the list, and from it each order. */
export function CheckingButton({ approving }: CheckingButtonProps) {
  const { t } = useTranslation('checking')
  const { data } = useQuery(checkingQuery)
  const open = (data?.open ?? []).filter(({ orderId }) => orderId !== approving)
  if (open.length === 0) return null
  return (
    <DialogTrigger>
      <Button className="-my-1.5 flex min-h-12 min-w-12 items-center gap-1.5 rounded-control px-2 font-semibold text-blue-text underline-offset-4 hover:underline pressed:bg-blue-soft">
        <Spinner size={14} className="shrink-0" />
        <span className="whitespace-nowrap">{t('open.count', { count: open.length })}</span>
      </Button>
      <Popover
        placement="bottom start"
        className="w-115 max-w-[90vw] overflow-auto rounded-card bg-card p-3 shadow-float"
      >
        <Dialog className="outline-none">
          {({ close }) => (
            <>
              <Heading slot="title" className="px-3 pt-2 pb-1 text-base font-bold">
                {t('open.title', { count: open.length })}
              </Heading>
              <ul>
                {open.map((one) => (
                  <li key={`${one.kind} ${one.orderId} ${one.since}`}>
                    <OpenOutcome outcome={one} onOpen={close} />
                  </li>
                ))}
              </ul>
              <p className="px-3 pt-1 pb-2 text-hint text-ink-2">{t('open.hint')}</p>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function OpenOutcome({ outcome, onOpen }: { outcome: OpenOutcomeView; onOpen: () => void }) {
  const { t } = useTranslation('checking')
  return (
    <Link
      to="/orders/$orderId"
      params={{ orderId: outcome.orderId }}
      onClick={onOpen}
      className="flex min-h-14 items-center gap-3 rounded-control px-3 py-2 hover:bg-fill active:bg-fill-press"
    >
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <Tag tone="blue">{t(`open.${outcome.kind}`)}</Tag>
          <span className="truncate font-medium">{outcome.title}</span>
        </span>
        <span className="block text-hint text-ink-2">
          {outcome.number} · {t('open.since', { time: formatClock(outcome.since) })} ·{' '}
          <AskingProgress lookups={outcome.lookups} nextLookupAt={outcome.nextLookupAt} />
        </span>
      </span>
      <Won amount={outcome.amount} className="shrink-0 font-bold" />
      <ChevronRight aria-hidden size={20} className="shrink-0 text-ink-3" />
    </Link>
  )
}

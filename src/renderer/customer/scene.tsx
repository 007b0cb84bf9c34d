import { Check, Clock4, CreditCard, type LucideIcon, MessageCircle } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerScene, CustomerView } from '#shared/ipc/customer-contract.ts'
import { formatWon } from './format-won.ts'
import { BigAmount } from './amount.tsx'
import { SaleLines } from './sale-lines.tsx'
import { SaleSums } from './sale-sums.tsx'

/** Toss mostly answers well within this, in ms; after it, a waiting customer is told a little more. */
const USUAL_ANSWER = 4000

/** What goes on at the counter, for the one who buys. */
export function Scene({ view }: { view: CustomerView }) {
  const { scene, sale } = view
  if (scene.kind === 'idle') return <Idle shop={view.shop} />
  if (scene.kind === 'cart' && sale !== null) {
    return (
      <Beside sale={sale} isSaleAll>
        <div className="mt-auto flex flex-col gap-6">
          <SaleSums sale={sale} />
        </div>
      </Beside>
    )
  }
  return (
    <Beside sale={scene.kind === 'paid' || scene.kind === 'deposit' ? null : sale}>
      <Moment scene={scene} />
    </Beside>
  )
}

function Idle({ shop }: { shop: string }) {
  const { t } = useTranslation('customer')
  return (
    <div className="flex h-full flex-col items-center justify-center gap-4 px-6 text-center">
      <h1 className="text-change font-bold">{shop === '' ? t('idle.hello') : shop}</h1>
      {shop !== '' && <p className="text-page font-semibold text-ink-2">{t('idle.hello')}</p>}
      <p className="text-panel text-ink-3">{t('idle.hint')}</p>
    </div>
  )
}

/** The lines on the left, what matters now on the right; alone where there are no lines any more. */
function Beside({
  sale,
  isSaleAll = false,
  children,
}: {
  sale: CustomerView['sale']
  /** There is nothing to be told but the sale. */
  isSaleAll?: boolean
  children: ReactNode
}) {
  const card = 'flex min-h-0 flex-col overflow-y-auto rounded-dialog bg-card p-8'
  if (sale === null) {
    return (
      <div className="mx-auto grid h-full w-full max-w-200">
        <section className={card}>{children}</section>
      </div>
    )
  }
  return (
    <div className="grid h-full grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)] gap-4">
      <SaleLines sale={sale} isOnly={isSaleAll} />
      <section className={card}>{children}</section>
    </div>
  )
}

function Moment({ scene }: { scene: Exclude<CustomerScene, { kind: 'idle' }> }) {
  const { t, i18n } = useTranslation('customer')
  switch (scene.kind) {
    case 'cart':
      return null
    case 'paying':
      return (
        <Told icon={CreditCard} tone="bg-blue text-white" title={t('paying.title')}>
          <BigAmount amount={scene.amount} />
          <p className="text-panel text-ink-2">{t('paying.hint')}</p>
        </Told>
      )
    case 'checking':
      return <CheckingMoment scene={scene} />
    case 'paid':
      return scene.cash === null || scene.cash.change === 0 ? (
        <Told icon={Check} tone="bg-green-soft text-green-text" title={t('paid.title')}>
          <BigAmount amount={scene.amount} />
          <p className="text-panel font-semibold text-ink-2">{t('paid.thanks')}</p>
        </Told>
      ) : (
        <Told icon={Check} tone="bg-green-soft text-green-text" title={t('paid.change')}>
          <BigAmount amount={scene.cash.change} />
          <p className="text-panel text-ink-2">
            {t('paid.received', {
              received: formatWon(scene.cash.received, i18n.language),
              amount: formatWon(scene.amount, i18n.language),
            })}
          </p>
          <p className="text-panel font-semibold text-ink-2">{t('paid.thanks')}</p>
        </Told>
      )
    case 'deposit':
      return <Deposit scene={scene} />
    case 'not_paid':
      return (
        <Told icon={MessageCircle} tone="bg-fill text-ink-2" title={t('notPaid.title')}>
          <BigAmount amount={scene.amount} />
          <p className="text-panel text-ink-2">{t('notPaid.hint')}</p>
        </Told>
      )
  }
}

function CheckingMoment({ scene }: { scene: Extract<CustomerScene, { kind: 'checking' }> }) {
  const { t } = useTranslation('customer')
  const [hasWaited, setHasWaited] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setHasWaited(true), USUAL_ANSWER)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Told icon={Clock4} tone="bg-blue-soft text-blue-text" title={t('checking.title')}>
      <BigAmount amount={scene.amount} />
      <p className="text-panel text-ink-2">
        {scene.isLong || hasWaited ? t('checking.long') : t('checking.hint')}
      </p>
    </Told>
  )
}

function Deposit({ scene }: { scene: Extract<CustomerScene, { kind: 'deposit' }> }) {
  const { t, i18n } = useTranslation('customer')
  const due = scene.dueDate === null ? Number.NaN : Date.parse(scene.dueDate)
  return (
    <Told icon={Clock4} tone="bg-blue-soft text-blue-text" title={t('deposit.title')}>
      <dl className="grid w-full grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-6 gap-y-3 text-panel">
        <dt className="text-ink-2">{t('deposit.bank')}</dt>
        <dd className="font-semibold">{scene.bankName}</dd>
        <dt className="text-ink-2">{t('deposit.account')}</dt>
        <dd className="selectable text-total font-bold">{scene.accountNumber}</dd>
        <dt className="text-ink-2">{t('deposit.amount')}</dt>
        <dd>
          <BigAmount amount={scene.amount} />
        </dd>
      </dl>
      {!Number.isNaN(due) && (
        <p className="text-panel text-ink-2">
          {t('deposit.due', {
            when: new Intl.DateTimeFormat(i18n.language === 'ko' ? 'ko-KR' : 'en-GB', {
              timeZone: 'Asia/Seoul',
              month: 'long',
              day: 'numeric',
              hour: '2-digit',
              minute: '2-digit',
              hourCycle: 'h23',
            }).format(due),
          })}
        </p>
      )}
    </Told>
  )
}

interface ToldProps {
  icon: LucideIcon
  tone: string
  title: string
  children: ReactNode
}

/** One thing, said calmly; read out when it changes. */
function Told({ icon: Icon, tone, title, children }: ToldProps) {
  return (
    <div role="status" className="my-auto flex animate-enter flex-col items-start gap-5">
      <span aria-hidden className={`flex size-16 items-center justify-center rounded-full ${tone}`}>
        <Icon size="2rem" strokeWidth={2.25} />
      </span>
      <h1 className="text-total font-bold">{title}</h1>
      {children}
    </div>
  )
}

import { useTranslation } from 'react-i18next'
import type { OrderView, PaymentView } from '#shared/ipc/contract.ts'
import { Card } from '../../ui/card.tsx'
import { Won } from '../../ui/won.tsx'
import { Fact, Facts } from './facts.tsx'
import { formatMoment } from './format-moment.ts'
import { LookupButtons } from './lookup-buttons.tsx'
import { LookupOutcomes } from './lookup-outcomes.tsx'
import { isTaken } from './order-money.ts'
import { TossFields } from './toss-fields.tsx'
import { useLookups } from './use-lookups.ts'

/** What Toss has told us, and the two ways to ask it again. */
export function PaymentCard({ order }: { order: OrderView }) {
  const { t } = useTranslation('orders')
  const lookups = useLookups(order)
  const { payment } = order
  const paymentKey = payment?.paymentKey ?? order.attempts.at(-1)?.paymentKey ?? null
  return (
    <Card>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 className="text-hint font-semibold text-ink-2">{t('payment.title')}</h2>
        <LookupButtons lookups={lookups} canAskByPaymentKey={paymentKey !== null} />
      </div>
      <LookupOutcomes lookups={lookups} />
      {payment === null && <p className="mb-3 text-ink-2">{t('payment.none')}</p>}
      <Facts>
        {payment !== null && <HowPaid payment={payment} />}
        <Fact label={t('payment.orderId')} copy={order.orderId}>
          {order.orderId}
        </Fact>
        {paymentKey !== null && (
          <Fact label={t('payment.paymentKey')} copy={paymentKey}>
            {paymentKey}
          </Fact>
        )}
        {payment !== null && isTaken(order.status) && <Amounts payment={payment} />}
        {payment !== null && <Fact label={t('payment.status')}>{payment.status}</Fact>}
      </Facts>
      {payment !== null && <TossFields payment={payment} words={t('payment.allFields')} />}
    </Card>
  )
}

function HowPaid({ payment }: { payment: PaymentView }) {
  const { t } = useTranslation('orders')
  return (
    <>
      <Fact label={t('payment.method')}>{payment.methodText}</Fact>
      {payment.approveNo !== null && <Fact label={t('payment.approval')}>{payment.approveNo}</Fact>}
      {payment.approvedAt !== null ? (
        <Fact label={t('payment.approvedAt')}>{formatMoment(payment.approvedAt)}</Fact>
      ) : (
        payment.requestedAt !== null && (
          <Fact label={t('payment.requestedAt')}>{formatMoment(payment.requestedAt)}</Fact>
        )
      )}
      {payment.failure !== null && (
        <Fact label={t('payment.failure')}>
          {payment.failure.message} <span className="text-ink-2">({payment.failure.code})</span>
        </Fact>
      )}
    </>
  )
}

/** Toss works VAT out anew from what is left after each refund. */
function Amounts({ payment }: { payment: PaymentView }) {
  const { t } = useTranslation('orders')
  const { suppliedAmount, vat, taxFreeAmount, balanceAmount } = payment
  return (
    <>
      {suppliedAmount !== null && vat !== null && (
        <Fact label={t('payment.vat')}>
          <Won amount={suppliedAmount} /> · <Won amount={vat} />{' '}
          <span className="text-hint text-ink-3">({t('payment.ofBalance')})</span>
        </Fact>
      )}
      {taxFreeAmount !== null && taxFreeAmount > 0 && (
        <Fact label={t('payment.taxFree')}>
          <Won amount={taxFreeAmount} />
        </Fact>
      )}
      <Fact label={t('payment.balance')}>
        <Won amount={balanceAmount} className="font-bold" />
      </Fact>
    </>
  )
}

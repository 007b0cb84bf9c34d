import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReceiptView } from '#shared/ipc/contract.ts'
import { classNames } from '../../ui/class-names.ts'
import { formatWon } from '../../ui/format-won.ts'
import { formatMoment } from './format-moment.ts'

export type PaperWidth = '58' | '80'

/** Printable width at 203 dpi is 48 mm and 72 mm; drawn at 5 px to the mm. */
const PAPER: Record<PaperWidth, string> = {
  '58': 'w-60 px-3 text-strip',
  '80': 'w-90 px-5 text-hint',
}

interface ReceiptSlipProps {
  receipt: ReceiptView
  width: PaperWidth
}

/** The slip as it will come out of the printer: black on white in every theme. */
export function ReceiptSlip({ receipt, width }: ReceiptSlipProps) {
  const { t, i18n } = useTranslation('orders')
  const won = (amount: number) => formatWon(amount, i18n.language)
  const { payment } = receipt
  // Toss works these out anew from what is left, so beside the whole total they must say so.
  const ofWhat = receipt.refundedAmount > 0 ? ` (${t('receipt.net')})` : ''
  return (
    <figure
      aria-label={t('receipt.title')}
      className={classNames(
        'selectable relative mx-auto overflow-hidden bg-white py-5 leading-relaxed text-[#191f28] shadow-float',
        PAPER[width],
      )}
    >
      {receipt.isTraining && <TrainingMark words={t('receipt.training')} />}
      <SlipHead shop={receipt.shop} />
      {receipt.isTraining && (
        <p className="mt-2 border-2 border-current px-2 py-1 text-center font-bold">
          {t('receipt.trainingLine')}
        </p>
      )}
      <Rule />
      <Row label={t('receipt.number')}>{receipt.number}</Row>
      <Row label={t('receipt.soldAt')}>{formatMoment(receipt.soldAt)}</Row>
      <Rule />
      <Lines receipt={receipt} won={won} />
      <Rule />
      <div className="flex items-baseline justify-between gap-3 text-panel font-bold">
        <span>{t('receipt.total')}</span>
        <span>{won(receipt.totalAmount)}</span>
      </div>
      {receipt.suppliedAmount !== null && (
        <Row label={t('receipt.supplied') + ofWhat}>{won(receipt.suppliedAmount)}</Row>
      )}
      {receipt.vat !== null && <Row label={t('receipt.vat') + ofWhat}>{won(receipt.vat)}</Row>}
      {receipt.taxFreeAmount !== null && receipt.taxFreeAmount > 0 && (
        <Row label={t('receipt.taxFree')}>{won(receipt.taxFreeAmount)}</Row>
      )}
      <Rule />
      {payment === null && receipt.cash.length === 0 && (
        <p className="text-center font-semibold">{t('receipt.unpaid')}</p>
      )}
      {receipt.cash.map(({ amount, received, change }, index) => (
        <div key={index}>
          <Row label={t('receipt.cash')}>{won(amount)}</Row>
          <Row label={t('receipt.received')}>{won(received)}</Row>
          <Row label={t('receipt.change')}>{won(change)}</Row>
        </div>
      ))}
      {payment !== null && <Payment payment={payment} />}
      {receipt.refunds.length > 0 && <Refunds receipt={receipt} won={won} />}
      <Rule />
      <p className="text-center break-all">
        {t('receipt.orderId')} {receipt.orderId}
      </p>
    </figure>
  )
}

function TrainingMark({ words }: { words: string }) {
  return (
    <span
      aria-hidden
      className="pointer-events-none absolute inset-0 flex items-center justify-center"
    >
      <span className="-rotate-24 text-[5rem] font-extrabold opacity-8">{words}</span>
    </span>
  )
}

function SlipHead({ shop }: { shop: ReceiptView['shop'] }) {
  const { t } = useTranslation('orders')
  if (shop.name === '') {
    return <p className="text-center text-[#657080]">{t('receipt.noShop')}</p>
  }
  return (
    <>
      <p className="text-center text-panel font-bold">{shop.name}</p>
      <p className="text-center">
        {shop.businessNumber !== '' && `${t('receipt.businessNumber')} ${shop.businessNumber}`}
      </p>
      <p className="text-center">
        {[
          shop.owner !== '' && `${t('receipt.owner')} ${shop.owner}`,
          shop.phone !== '' && `${t('receipt.phone')} ${shop.phone}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="text-center">{shop.address}</p>
    </>
  )
}

const Rule = () => <hr className="my-2 border-t border-dashed border-[#657080]" />

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-3">
      <span className="shrink-0">{label}</span>
      <span className="min-w-0 text-right">{children}</span>
    </div>
  )
}

interface MoneyPartProps {
  receipt: ReceiptView
  won: (amount: number) => string
}

function Lines({ receipt, won }: MoneyPartProps) {
  const { t } = useTranslation('orders')
  return (
    <>
      <table className="w-full">
        <thead>
          <tr>
            <th className="text-left font-semibold">{t('receipt.item')}</th>
            <th className="px-2 text-right font-semibold whitespace-nowrap">
              {t('receipt.quantity')}
            </th>
            <th className="text-right font-semibold">{t('receipt.amount')}</th>
          </tr>
        </thead>
        <tbody className="align-baseline">
          {receipt.lines.map((line) => (
            <tr key={line.lineNo}>
              <td>
                {line.name}
                {line.taxType === 'exempt' && ' *'}
              </td>
              <td className="px-2 text-right">{line.quantity}</td>
              <td className="text-right whitespace-nowrap">
                {won(line.unitPrice * line.quantity)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Discounts receipt={receipt} won={won} />
      {receipt.lines.some((line) => line.taxType === 'exempt') && (
        <p className="text-strip">{t('receipt.exemptMark')}</p>
      )}
    </>
  )
}

/** The lines stand at their prices; what was taken off them comes after. */
function Discounts({ receipt, won }: MoneyPartProps) {
  const { t } = useTranslation('cart')
  const discounted = receipt.lines.filter((line) => line.discount > line.discountShare)
  return (
    <>
      {discounted.map((line) => (
        <Row key={line.lineNo} label={t('receipt.lineDiscount', { name: line.name })}>
          {won(line.discountShare - line.discount)}
        </Row>
      ))}
      {receipt.discount > 0 && <Row label={t('receipt.discount')}>{won(-receipt.discount)}</Row>}
    </>
  )
}

function Payment({ payment }: { payment: NonNullable<ReceiptView['payment']> }) {
  const { t } = useTranslation('orders')
  const { cardCompany, cardNumber, approveNo, approvedAt, installmentMonths } = payment
  return (
    <>
      {/* A card is told line by line; any other method in one line. */}
      {cardNumber === null && <Row label={t('receipt.method')}>{payment.methodText}</Row>}
      {cardCompany !== null && <Row label={t('receipt.cardCompany')}>{cardCompany}</Row>}
      {cardNumber !== null && <Row label={t('receipt.cardNumber')}>{cardNumber}</Row>}
      {installmentMonths !== null && (
        <Row label={t('receipt.installment')}>
          {installmentMonths === 0
            ? t('receipt.lumpSum')
            : t('receipt.months', { count: installmentMonths })}
        </Row>
      )}
      {approveNo !== null && <Row label={t('receipt.approveNo')}>{approveNo}</Row>}
      {approvedAt !== null && <Row label={t('receipt.approvedAt')}>{formatMoment(approvedAt)}</Row>}
    </>
  )
}

function Refunds({ receipt, won }: MoneyPartProps) {
  const { t } = useTranslation('orders')
  return (
    <>
      <Rule />
      <p className="font-semibold">{t('receipt.refunds')}</p>
      {receipt.refunds.map((refund) => (
        <div key={refund.at + refund.reason}>
          <Row label={formatMoment(refund.at)}>{won(-refund.amount)}</Row>
          <p className="text-strip">{refund.reason}</p>
        </div>
      ))}
      <Row label={t('receipt.refunded')}>{won(-receipt.refundedAmount)}</Row>
      <div className="flex justify-between gap-3 font-bold">
        <span>{t('receipt.net')}</span>
        <span>{won(receipt.totalAmount - receipt.refundedAmount)}</span>
      </div>
    </>
  )
}

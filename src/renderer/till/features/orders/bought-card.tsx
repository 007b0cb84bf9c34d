import { useTranslation } from 'react-i18next'
import { amountOfPieces } from '#shared/discount.ts'
import type { OrderLineView, OrderView } from '#shared/ipc/contract.ts'
import { Card } from '../../ui/card.tsx'
import { classNames } from '../../ui/class-names.ts'
import { formatWon } from '../../ui/format-won.ts'
import { Tag } from '../../ui/tag.tsx'
import { Won } from '../../ui/won.tsx'
import { piecesLeft } from './refund-draft.ts'

/** What was sold. Pieces that came back stand below those that stayed, struck through. */
export function BoughtCard({ order }: { order: OrderView }) {
  const { t } = useTranslation('orders')
  return (
    <Card title={t('detail.bought')}>
      <ul className="selectable flex flex-col gap-2">
        {order.lines.map((line) => {
          const left = piecesLeft(line)
          return [
            left > 0 && <Line key={line.lineNo} line={line} quantity={left} />,
            line.refundedQuantity > 0 && (
              <Line
                key={`${line.lineNo}-back`}
                line={line}
                quantity={line.refundedQuantity}
                isBack
              />
            ),
          ]
        })}
        <OrderTerms order={order} />
      </ul>
    </Card>
  )
}

interface LineProps {
  line: OrderLineView
  quantity: number
  isBack?: boolean
}

function Line({ line, quantity, isBack = false }: LineProps) {
  const { t, i18n } = useTranslation('orders')
  const before = isBack ? 0 : line.refundedQuantity
  const amount = amountOfPieces(line, before, quantity)
  return (
    <li className="flex items-baseline justify-between gap-6">
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-2 gap-y-1">
        <span className={classNames(isBack && 'text-ink-3')}>
          {t('detail.pieces', { name: line.name, quantity })}
        </span>
        {quantity > 1 && !isBack && (
          <span className="text-hint text-ink-3">
            {t('detail.each', { amount: formatWon(line.unitPrice, i18n.language) })}
          </span>
        )}
        {line.taxType === 'exempt' && <Tag tone="grey">{t('detail.exempt')}</Tag>}
        {isBack && <Tag tone="amber">{t('detail.lineRefunded')}</Tag>}
        {!isBack && <LineExtras line={line} />}
      </span>
      {isBack ? (
        <del className="text-ink-3">
          <Won amount={amount} />
        </del>
      ) : (
        <span className="flex shrink-0 flex-col items-end">
          {line.discount > 0 && (
            <del className="text-hint text-ink-3">
              <Won amount={line.unitPrice * quantity} />
            </del>
          )}
          <Won amount={amount} className="font-semibold" />
        </span>
      )}
    </li>
  )
}

/** What was taken off a line by itself, and what was written beside it. */
function LineExtras({ line }: { line: OrderLineView }) {
  const { t, i18n } = useTranslation('cart')
  const own = line.discount - line.discountShare
  return (
    <>
      {own > 0 && (
        <span className="w-full text-hint text-ink-2">
          {t('order.line', {
            amount: formatWon(own, i18n.language),
            reason: line.discountReason ?? '',
          })}
        </span>
      )}
      {line.note !== null && <span className="w-full text-hint text-ink-2">{line.note}</span>}
    </>
  )
}

/** What holds for the order as a whole. The lines' amounts are after their share of its discount. */
function OrderTerms({ order }: { order: OrderView }) {
  const { t } = useTranslation('cart')
  return (
    <li className="mt-1 flex flex-col gap-1 border-t border-line pt-3 text-hint text-ink-2">
      {order.discount > 0 && (
        <span className="flex items-baseline justify-between gap-6">
          {t('order.discount', { reason: order.discountReason ?? '' })}
          <Won amount={order.discount} isMinus className="shrink-0 text-red-text" />
        </span>
      )}
      <span>
        {t(`serving.${order.serving}`)}
        {order.approvedBy !== null && ` · ${t('order.approvedBy')}`}
      </span>
    </li>
  )
}

import { useTranslation } from 'react-i18next'
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
  const amount = quantity === line.quantity ? line.amount : line.unitPrice * quantity
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
      </span>
      {isBack ? (
        <del className="text-ink-3">
          <Won amount={amount} />
        </del>
      ) : (
        <Won amount={amount} className="font-semibold" />
      )}
    </li>
  )
}

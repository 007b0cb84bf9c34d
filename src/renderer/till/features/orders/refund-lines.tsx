import { useTranslation } from 'react-i18next'
import { amountOfPieces } from '#shared/discount.ts'
import type { OrderView } from '#shared/ipc/contract.ts'
import { useShortcut } from '../../keys/use-shortcut.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { Stepper } from '../../ui/stepper.tsx'
import { Tag } from '../../ui/tag.tsx'
import {
  chooseAll,
  chooseNone,
  chooseQuantity,
  isAllChosen,
  piecesLeft,
  quantityOf,
  type RefundDraft,
} from './refund-draft.ts'

export interface RefundFormProps {
  order: OrderView
  draft: RefundDraft
  onChange: (draft: RefundDraft) => void
}

export function RefundLines({ order, draft, onChange }: RefundFormProps) {
  const { t, i18n } = useTranslation('orders')
  const isAll = isAllChosen(draft, order)
  const toggleAll = () => onChange(isAll ? chooseNone(draft) : chooseAll(draft, order))
  useShortcut('refundAll', order.canRefundPart ? toggleAll : null)
  return (
    <Card
      title={t('refund.what')}
      action={
        order.canRefundPart && (
          <Button tone="quiet" className="-my-3 -mr-3" shortcut="refundAll" onPress={toggleAll}>
            {isAll ? t('refund.chooseNone') : t('refund.chooseAll')}
          </Button>
        )
      }
    >
      {!order.canRefundPart && (
        <p className="mb-3 rounded-control bg-amber-soft px-4 py-3 font-medium text-amber-text">
          {t('refund.partNotAllowed')}
        </p>
      )}
      <ul className="flex flex-col gap-3">
        {order.lines.map((line) => {
          const left = piecesLeft(line)
          return (
            <li key={line.lineNo} className="flex min-h-12 items-center justify-between gap-6">
              <span className="min-w-0">
                <span className={left === 0 ? 'text-ink-3' : 'font-medium'}>{line.name}</span>
                <span className="block text-hint text-ink-3">
                  {left === 0
                    ? t('refund.allRefunded')
                    : t('refund.left', {
                        amount: formatWon(
                          amountOfPieces(line, line.refundedQuantity, 1),
                          i18n.language,
                        ),
                        count: left,
                      })}
                </span>
              </span>
              {left === 0 ? (
                <Tag tone="amber">{t('detail.lineRefunded')}</Tag>
              ) : (
                <Stepper
                  name={line.name}
                  value={quantityOf(draft, line)}
                  min={0}
                  max={left}
                  isDisabled={!order.canRefundPart}
                  onChange={(quantity) => onChange(chooseQuantity(draft, line.lineNo, quantity))}
                />
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

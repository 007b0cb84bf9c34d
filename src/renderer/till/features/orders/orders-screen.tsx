import { useParams } from '@tanstack/react-router'
import { ReceiptText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { LeftPanel, MainArea } from '../../frame/areas.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { OrderDetail } from './order-detail.tsx'
import { OrderList } from './order-list.tsx'

/** All orders on the left, one on the right. */
export function OrdersScreen({ underCash }: Pick<Parameters<typeof OrderDetail>[0], 'underCash'>) {
  const { t } = useTranslation('orders')
  const { orderId } = useParams({ strict: false })
  return (
    <>
      <LeftPanel label={t('title')} className="w-96 wide:w-118">
        <OrderList openOrderId={orderId ?? null} />
      </LeftPanel>
      <MainArea className="overflow-y-auto">
        {orderId === undefined ? (
          <EmptyState
            icon={<ReceiptText size={40} strokeWidth={1.5} />}
            title={t('detail.chooseTitle')}
            hint={t('detail.chooseText')}
          />
        ) : (
          <OrderDetail key={orderId} orderId={orderId} underCash={underCash} />
        )}
      </MainArea>
    </>
  )
}

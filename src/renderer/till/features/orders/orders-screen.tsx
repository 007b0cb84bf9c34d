import { Link, useParams, useSearch } from '@tanstack/react-router'
import { ArrowLeft, ReceiptText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { LeftPanel, MainArea } from '../../frame/areas.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { OrderDetail } from './order-detail.tsx'
import { OrderList } from './order-list.tsx'

/** Where the letters leave no room for both, the list stands where the order does, until one is opened. */
const LIST =
  'w-96 wide:w-118 tight:col-start-3 tight:row-span-1 tight:row-start-2 tight:w-auto tight:border-r-0'

/** All orders on the left, one on the right. */
export function OrdersScreen({ underCash }: Pick<Parameters<typeof OrderDetail>[0], 'underCash'>) {
  const { t } = useTranslation('orders')
  const search = useSearch({ from: '/orders' })
  const { orderId } = useParams({ strict: false })
  return (
    <>
      <LeftPanel
        label={t('title')}
        className={orderId === undefined ? LIST : `${LIST} tight:hidden`}
      >
        {orderId === undefined && <h1 className="sr-only">{t('title')}</h1>}
        <OrderList openOrderId={orderId ?? null} />
      </LeftPanel>
      <MainArea
        className={orderId === undefined ? 'overflow-y-auto tight:hidden' : 'overflow-y-auto'}
      >
        {orderId !== undefined && (
          <Link
            to="/orders"
            search={search}
            className="hidden min-h-12 items-center gap-2 px-4 font-semibold text-blue-text tight:flex"
          >
            <ArrowLeft aria-hidden size={20} />
            {t('detail.toList')}
          </Link>
        )}
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

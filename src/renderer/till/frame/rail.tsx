import { Link } from '@tanstack/react-router'
import { CalendarCheck, Package, ReceiptText, Settings, ShoppingBag } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** The rooms of the till. A room is listed here once it exists. */
export function Rail() {
  const { t } = useTranslation('common')
  return (
    <nav
      aria-label={t('nav.label')}
      className="col-start-1 row-span-3 row-start-1 flex w-15 flex-col items-center gap-2 border-r border-line bg-card px-1 py-4 wide:w-19 wide:px-2"
    >
      <div
        aria-hidden
        className="mb-3 flex size-10 items-center justify-center rounded-control bg-blue font-bold text-white"
      >
        계
      </div>
      <Room to="/" icon={<ShoppingBag aria-hidden size={22} />} name={t('nav.sell')} />
      <Room to="/orders" icon={<ReceiptText aria-hidden size={22} />} name={t('nav.orders')} />
      <Room to="/products" icon={<Package aria-hidden size={22} />} name={t('nav.products')} />
      <Room to="/close" icon={<CalendarCheck aria-hidden size={22} />} name={t('nav.close')} />
      <div className="flex-1" />
      <Room to="/settings" icon={<Settings aria-hidden size={22} />} name={t('nav.settings')} />
    </nav>
  )
}

interface RoomProps {
  to: '/' | '/orders' | '/products' | '/close' | '/settings'
  icon: ReactNode
  name: string
}

function Room({ to, icon, name }: RoomProps) {
  return (
    <Link
      to={to}
      activeOptions={{ exact: to === '/', includeSearch: false }}
      activeProps={{ className: 'bg-blue-soft text-blue-text' }}
      inactiveProps={{ className: 'text-ink-3 hover:bg-fill active:bg-fill-press' }}
      className="flex min-h-15 w-full flex-col items-center justify-center gap-1 rounded-control text-strip font-semibold"
    >
      {icon}
      <span className="max-w-full truncate">{name}</span>
    </Link>
  )
}

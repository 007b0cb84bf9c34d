import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import {
  CalendarCheck,
  GraduationCap,
  Keyboard,
  Package,
  ReceiptText,
  Settings,
  ShoppingBag,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { lessonsQuery } from '../ipc/queries.ts'
import { keyedButton, keyProps } from '../keys/keyed.ts'
import type { ShortcutId } from '../keys/shortcuts.ts'
import { useShortcut } from '../keys/use-shortcut.ts'

interface RailProps {
  onOpenKeys: () => void
}

/** The rooms of the till. A room is listed here once it exists. */
export function Rail({ onOpenKeys }: RailProps) {
  const { t } = useTranslation('common')
  const { data: lessons } = useQuery(lessonsQuery)
  return (
    <nav
      aria-label={t('nav.label')}
      className="col-start-1 row-span-3 row-start-1 flex w-15 flex-col items-center gap-2 overflow-y-auto border-r border-line bg-card px-1 py-4 low:gap-1 low:py-2 wide:w-19 wide:px-2"
    >
      <div
        aria-hidden
        className="mb-3 flex size-10 shrink-0 items-center low:hidden justify-center rounded-control bg-blue font-bold text-white"
      >
        계
      </div>
      <Room
        to="/"
        shortcut="goSell"
        icon={<ShoppingBag aria-hidden size={22} />}
        name={t('nav.sell')}
      />
      <Room
        to="/orders"
        shortcut="goOrders"
        icon={<ReceiptText aria-hidden size={22} />}
        name={t('nav.orders')}
      />
      <Room
        to="/products"
        shortcut="goProducts"
        icon={<Package aria-hidden size={22} />}
        name={t('nav.products')}
      />
      <Room
        to="/close"
        shortcut="goClose"
        icon={<CalendarCheck aria-hidden size={22} />}
        name={t('nav.close')}
      />
      {lessons?.isHere === true && (
        <Room
          to="/lessons"
          shortcut="goLessons"
          icon={<GraduationCap aria-hidden size={22} />}
          name={t('nav.lessons')}
        />
      )}
      <div className="flex-1" />
      <Button
        onPress={onOpenKeys}
        {...keyedButton('keyMap')}
        className={`${ROOM} text-ink-3 hover:bg-fill pressed:bg-fill-press`}
      >
        <Keyboard aria-hidden size={22} className="shrink-0" />
        <span className="max-w-full truncate">{t('nav.keys')}</span>
      </Button>
      <Room
        to="/settings"
        shortcut="goSettings"
        icon={<Settings aria-hidden size={22} />}
        name={t('nav.settings')}
      />
    </nav>
  )
}

const ROOM =
  'flex min-h-15 low:min-h-12 w-full shrink-0 flex-col items-center justify-center gap-1 rounded-control text-strip font-semibold'

interface RoomProps {
  to: '/' | '/orders' | '/products' | '/close' | '/lessons' | '/settings'
  shortcut: ShortcutId
  icon: ReactNode
  name: string
}

function Room({ to, shortcut, icon, name }: RoomProps) {
  const navigate = useNavigate()
  useShortcut(shortcut, () => void navigate({ to }))
  return (
    <Link
      to={to}
      activeOptions={{ exact: to === '/', includeSearch: false }}
      activeProps={{ className: 'bg-blue-soft text-blue-text' }}
      inactiveProps={{ className: 'text-ink-3 hover:bg-fill active:bg-fill-press' }}
      className={ROOM}
      {...keyProps(shortcut)}
    >
      {icon}
      <span className="max-w-full truncate">{name}</span>
    </Link>
  )
}

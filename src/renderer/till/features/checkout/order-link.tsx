import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** Goes to one order; looks like a soft button. */
export function OrderLink({ orderId, children }: { orderId: string; children: ReactNode }) {
  return (
    <Link
      to="/orders/$orderId"
      params={{ orderId }}
      className="flex min-h-14 items-center justify-center rounded-control bg-fill px-5 font-semibold text-ink active:bg-fill-press"
    >
      {children}
    </Link>
  )
}

import { useTranslation } from 'react-i18next'
import type { OrderStatus } from '#shared/vocabulary.ts'
import { Tag, type TagTone } from './tag.tsx'

const TONES: Record<OrderStatus, TagTone> = {
  awaiting_payment: 'grey',
  confirming: 'blue',
  paid: 'green',
  awaiting_deposit: 'blue',
  declined: 'red',
  cancelled: 'grey',
  expired: 'grey',
  partly_refunded: 'amber',
  partly_paid: 'amber',
  refunded: 'red',
}

/** What has become of an order: 완료, 확인중, 부분환불 … */
export function StatusTag({ status }: { status: OrderStatus }) {
  const { t } = useTranslation('common')
  return <Tag tone={TONES[status]}>{t(`status.${status}`)}</Tag>
}

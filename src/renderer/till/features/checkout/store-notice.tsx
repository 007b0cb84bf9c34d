import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { statusQuery } from '../../ipc/queries.ts'
import { Banner } from '../../ui/banner.tsx'

/** Why payments can't be taken now, and what to do about it; nothing while all is well. */
export function StoreNotice() {
  const { t } = useTranslation('common')
  const { data: status } = useQuery(statusQuery)
  if (status?.toss === 'unreachable') return <Banner tone="amber">{t('offline')}</Banner>
  if (status?.toss !== 'keys_missing' && status?.toss !== 'keys_refused') return null
  return (
    <Banner tone="amber">
      {status.toss === 'keys_missing' ? t('keysMissing') : t('keysRefused')}{' '}
      <Link to="/settings" className="font-bold underline underline-offset-4">
        {t('toKeys')}
      </Link>
    </Banner>
  )
}

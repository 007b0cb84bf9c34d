import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { MainArea } from './areas.tsx'

export function NotFoundScreen() {
  const { t } = useTranslation('common')
  const navigate = useNavigate()
  return (
    <MainArea>
      <EmptyState
        title={t('notFound.title')}
        hint={t('notFound.body')}
        action={
          <Button tone="primary" onPress={() => void navigate({ to: '/' })}>
            {t('action.toSell')}
          </Button>
        }
      />
    </MainArea>
  )
}

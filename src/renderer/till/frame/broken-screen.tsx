import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CallError } from '../ipc/call.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

/** Short enough to say on the telephone. */
const newReference = (): string => crypto.randomUUID().slice(0, 8).toUpperCase()

/** What staff see after a bug in the page. The reference also goes to the console, which main logs. */
export function BrokenScreen({ error }: { error: unknown }) {
  const { t } = useTranslation(['common', 'errors'])
  const [reference] = useState(() => {
    const made = newReference()
    reportError(
      new Error(`till page broken, reference ${made}: ${String(error)}`, { cause: error }),
    )
    return made
  })
  return (
    <div role="alert" className="col-span-full row-span-full h-full bg-ground">
      <EmptyState
        title={t('broken.title')}
        hint={error instanceof CallError ? t(`errors:${error.failure.code}`) : t('broken.body')}
        action={
          <div className="flex flex-col items-center gap-4">
            <Button tone="primary" size={56} onPress={() => location.reload()}>
              {t('broken.reload')}
            </Button>
            <p className="selectable text-hint text-ink-3">
              {t('broken.reference', { reference })}
            </p>
          </div>
        }
      />
    </div>
  )
}

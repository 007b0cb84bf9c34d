import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, failureOf } from '../../ipc/call.ts'
import { ApprovalDialog } from '../../ui/approval-dialog.tsx'

/** Does an edit; where main wants the manager's PIN first, asks for it and does it then. */
type Edit = <T>(work: () => Promise<T>) => Promise<T>

const EditContext = createContext<Edit>((work) => work())
export const useEdit = (): Edit => useContext(EditContext)

interface Asked {
  /** True once the manager has opened editing. */
  readonly answer: (isOpen: boolean) => void
}

/** Whoever leaves the screen leaves it locked. */
export function Editing({ children }: { children: ReactNode }) {
  const { t } = useTranslation('products')
  const [asked, setAsked] = useState<Asked | null>(null)
  useEffect(() => () => void call('products.lock', {}).catch(() => {}), [])

  const edit = useMemo<Edit>(
    () => async (work) => {
      try {
        return await work()
      } catch (error) {
        if (failureOf(error).code !== 'MANAGER_REQUIRED') throw error
        const isOpen = await new Promise<boolean>((answer) => setAsked({ answer }))
        setAsked(null)
        if (!isOpen) throw error
        return work()
      }
    },
    [],
  )
  return (
    <EditContext value={edit}>
      {children}
      {asked !== null && (
        <ApprovalDialog
          text={t('pin.text')}
          approve={async (pin) => {
            try {
              await call('products.unlock', { pin })
              asked.answer(true)
              return null
            } catch (error) {
              return failureOf(error)
            }
          }}
          onClose={() => asked.answer(false)}
        />
      )}
    </EditContext>
  )
}

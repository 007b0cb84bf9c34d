import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { classNames } from './class-names.ts'

interface DialogProps {
  title: string
  isOpen: boolean
  /** Without it the dialog can't be put away: Esc and a tap outside do nothing. */
  onClose?: () => void
  /** alertdialog asks for an answer before anything else. */
  role?: 'dialog' | 'alertdialog'
  /** Room for two columns. */
  isWide?: boolean
  /** Room for whatever the page has room for. */
  isWidest?: boolean
  children: ReactNode
}

/** A panel over the dimmed page. Focus stays in it and returns to where it was. */
export function Dialog({
  title,
  isOpen,
  onClose,
  role = 'dialog',
  isWide = false,
  isWidest = false,
  children,
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      isDismissable={onClose !== undefined}
      isKeyboardDismissDisabled={onClose === undefined}
      onOpenChange={(next) => {
        if (!next) onClose?.()
      }}
      className="fixed inset-0 z-20 flex items-center justify-center bg-scrim p-6 tight:p-3 entering:animate-enter"
    >
      <Modal
        className={classNames(
          'max-h-full w-full overflow-auto rounded-dialog bg-card shadow-float tight:p-5',
          isWidest ? 'max-w-5xl p-7' : isWide ? 'max-w-2xl p-7' : 'max-w-lg p-9',
        )}
      >
        <AriaDialog role={role} className="outline-none">
          <Heading slot="title" className="text-page font-bold">
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

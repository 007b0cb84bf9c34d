import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'

interface DialogProps {
  title: string
  isOpen: boolean
  /** Without it the dialog can't be put away: Esc and a tap outside do nothing. */
  onClose?: () => void
  /** alertdialog asks for an answer before anything else. */
  role?: 'dialog' | 'alertdialog'
  children: ReactNode
}

/** A panel over the dimmed page. Focus stays in it and returns to where it was. */
export function Dialog({ title, isOpen, onClose, role = 'dialog', children }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      isDismissable={onClose !== undefined}
      isKeyboardDismissDisabled={onClose === undefined}
      onOpenChange={(next) => {
        if (!next) onClose?.()
      }}
      className="fixed inset-0 z-20 flex items-center justify-center bg-scrim p-6 entering:animate-enter"
    >
      <Modal className="max-h-full w-full max-w-lg overflow-auto rounded-dialog bg-card p-9 shadow-float">
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

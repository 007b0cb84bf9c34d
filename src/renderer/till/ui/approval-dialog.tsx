import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Failure } from '#shared/result.ts'
import { Banner } from './banner.tsx'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { FailureWords } from './failure-words.tsx'
import { PadField } from './pad-field.tsx'

const LEAST_DIGITS = 4
const MOST_DIGITS = 8

interface ApprovalDialogProps {
  /** What it is asked for; left out: for the discounts of the sale. */
  text?: string
  /** Gives why not, or null where it was the manager's PIN. */
  approve: (pin: string) => Promise<Failure | null>
  onClose: () => void
}

/** The manager's PIN. Main decides whether it is one. */
export function ApprovalDialog({ text, approve, onClose }: ApprovalDialogProps) {
  const { t } = useTranslation('cart')
  const [pin, setPin] = useState('')
  const [isChecking, setIsChecking] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const isShort = pin.length < LEAST_DIGITS
  const submit = async () => {
    if (isShort || isChecking) return
    setIsChecking(true)
    const refusal = await approve(pin)
    setIsChecking(false)
    setFailure(refusal)
    setPin('')
    if (refusal === null) onClose()
  }
  return (
    <Dialog title={t('approval.title')} isOpen onClose={onClose}>
      <p className="mt-2 mb-5 text-ink-2">{text ?? t('approval.text')}</p>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
        className="flex flex-col gap-4"
      >
        <PadField
          label={t('approval.pin')}
          digits={pin}
          maxLength={MOST_DIGITS}
          placeholder=""
          isSecret
          onChange={setPin}
        />
        {failure !== null && (
          <Banner tone="red">
            <FailureWords failure={failure} />
          </Banner>
        )}
        <Button
          type="submit"
          tone="primary"
          size={56}
          isWide
          isDisabled={isShort}
          isPending={isChecking}
        >
          {isChecking ? t('approval.checking') : t('approval.approve')}
        </Button>
      </Form>
    </Dialog>
  )
}

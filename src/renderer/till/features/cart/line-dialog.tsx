import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { CartView } from '#shared/ipc/contract.ts'
import { cartStore } from '../../ipc/cart-store.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { PadField } from '../../ui/pad-field.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { DiscountForm } from './discount-form.tsx'

const PARTS = ['quantity', 'discount', 'note'] as const
type Part = (typeof PARTS)[number]

interface LineDialogProps {
  line: CartView['lines'][number]
  onClose: () => void
}

/** One line: how many, how much off, and what to remember. */
export function LineDialog({ line, onClose }: LineDialogProps) {
  const { t, i18n } = useTranslation('cart')
  const [part, setPart] = useState<Part>('quantity')
  const gross = line.unitPrice * line.quantity
  const content = () => {
    switch (part) {
      case 'quantity':
        return <QuantityForm line={line} onDone={onClose} />
      case 'discount':
        return (
          <DiscountForm
            productId={line.productId}
            now={line.discount}
            of={gross}
            onDone={onClose}
          />
        )
      case 'note':
        return <NoteForm line={line} onDone={onClose} />
    }
  }
  return (
    <Dialog title={line.name} isOpen isWide onClose={onClose}>
      <p className="mb-4 text-ink-2">
        {formatWon(line.unitPrice, i18n.language)} × {line.quantity} ={' '}
        {formatWon(gross, i18n.language)}
      </p>
      <div className="mb-5">
        <SegmentedControl
          label={t('line.what')}
          value={part}
          options={PARTS.map((value) => ({ value, label: t(`line.${value}`) }))}
          onChange={setPart}
        />
      </div>
      {content()}
    </Dialog>
  )
}

interface PartProps {
  line: CartView['lines'][number]
  onDone: () => void
}

function QuantityForm({ line, onDone }: PartProps) {
  const { t } = useTranslation('cart')
  const [digits, setDigits] = useState('')
  const quantity = Number(digits)
  const set = (next: number) => {
    cartStore.setQuantity(line.productId, next)
    onDone()
  }
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        if (quantity > 0) set(quantity)
      }}
      className="flex flex-col gap-5"
    >
      <div className="mx-auto w-full max-w-80">
        <PadField
          label={t('line.quantity')}
          digits={digits}
          maxLength={3}
          placeholder={String(line.quantity)}
          unit={t('line.pieces')}
          onChange={setDigits}
        />
      </div>
      <div className="flex gap-6">
        <Button size={56} onPress={() => set(0)}>
          {t('line.remove')}
        </Button>
        <Button
          type="submit"
          tone="primary"
          size={56}
          className="flex-1"
          isDisabled={quantity === 0}
        >
          {t('line.setQuantity', { count: quantity === 0 ? line.quantity : quantity })}
        </Button>
      </div>
    </Form>
  )
}

function NoteForm({ line, onDone }: PartProps) {
  const { t } = useTranslation('cart')
  const [note, setNote] = useState(line.note ?? '')
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        cartStore.note(line.productId, note.trim())
        onDone()
      }}
      className="flex flex-col gap-5"
    >
      <TextField
        label={t('line.noteLabel')}
        hint={t('line.noteHint')}
        placeholder={t('line.notePlaceholder')}
        value={note}
        maxLength={100}
        onChange={setNote}
      />
      <Button type="submit" tone="primary" size={56} isWide>
        {t('line.saveNote')}
      </Button>
    </Form>
  )
}

import { Delete, X } from 'lucide-react'
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Won as WonType } from '#shared/money.ts'
import type { Failure } from '#shared/result.ts'
import { isPressed } from '../../keys/shortcuts.ts'
import { useShortcut } from '../../keys/use-shortcut.ts'
import { keyTakers } from '../../scan/key-takers.ts'
import { Banner } from '../../ui/banner.tsx'
import { BigWon } from '../../ui/big-won.tsx'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { FailureWords } from '../../ui/failure-words.tsx'
import { formatWon } from '../../ui/format-won.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Won } from '../../ui/won.tsx'
import { cashOf, withKey, withNote } from './pad-amount.ts'

export type PadKind = 'cash' | 'card'

const NOTES = [1000, 5000, 10_000, 50_000] as const
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '00', '0'] as const

interface TenderPadProps {
  due: WonType
  isCardPossible: boolean
  isTaking: boolean
  failure: Failure | null
  onCash: (cash: { amount: WonType; received: WonType }) => void
  /** A part, or all, through the payment window. */
  onCard: (amount: WonType) => void
  onClose: () => void
}

/**
 * Cash in the cart's place: what was received, and the change before it is taken. With nothing typed
 * it is the exact amount, so Enter takes that. Less than is due takes a part; the rest follows by
 * cash or card.
 */
export function TenderPad({
  due,
  isCardPossible,
  isTaking,
  failure,
  onCash,
  onCard,
  onClose,
}: TenderPadProps) {
  const { t, i18n } = useTranslation('tender')
  const [kind, setKind] = useState<PadKind>('cash')
  const [digits, setDigits] = useState('')
  const pad = useRef<HTMLElement>(null)

  const won = (amount: number) => formatWon(amount, i18n.language)
  const cash = cashOf(digits, due)
  const isTooMuch = kind === 'card' && cash.received > due
  const isNothing = cash.received === 0
  const isPart = cash.rest > 0

  const take = () => {
    if (isTaking || isNothing || isTooMuch) return
    if (kind === 'cash') {
      onCash({ amount: cash.amount as WonType, received: cash.received as WonType })
    } else onCard(cash.amount as WonType)
  }
  const choose = (next: PadKind) => {
    setKind(next)
    setDigits('')
    pad.current?.focus()
  }
  // Also while the focus is among the products: what is tapped meanwhile belongs to the same sale.
  useShortcut('closePad', onClose)
  useShortcut('padCash', () => choose('cash'))
  useShortcut('padCard', () => {
    if (isCardPossible) choose('card')
  })
  const press = (key: string) => setDigits((now) => withKey(now, key))
  const erase = () => setDigits((now) => now.slice(0, -1))
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    // Whatever the keyboard is set to, a digit's key is its digit.
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1]
    if (digit !== undefined && !event.shiftKey) press(digit)
    else if (isPressed('eraseDigit', event)) erase()
    else if (isPressed('closePad', event)) onClose()
    else if (isPressed('takeMoney', event) && event.target === pad.current) take()
    else return
    event.preventDefault()
  })
  const remember = useEffectEvent(() => {
    const [digitsThen, kindThen] = [digits, kind]
    return () => {
      setDigits(digitsThen)
      setKind(kindThen)
    }
  })
  const hasKeyboard = () => pad.current?.contains(document.activeElement) === true
  const type = useEffectEvent((text: string) => {
    if (!hasKeyboard()) return false
    for (const key of text.replaceAll(/\D/g, '')) press(key)
    return true
  })
  // A scan's first keys look like money: they are put back once it is known.
  useEffect(() => keyTakers.join({ remember: () => remember(), type: (text) => type(text) }), [])
  useEffect(() => {
    const element = pad.current
    // Wherever the focus was, the keys now belong to the pad.
    element?.focus()
    const listener = (event: KeyboardEvent) => hear(event)
    element?.addEventListener('keydown', listener)
    return () => element?.removeEventListener('keydown', listener)
  }, [])

  return (
    <section
      ref={pad}
      tabIndex={-1}
      aria-label={t('pad.label')}
      className="flex h-full flex-col gap-3 overflow-y-auto px-5 pt-3 outline-none short:gap-2 tight:px-3 low:h-auto low:min-h-full low:overflow-visible"
    >
      <div className="flex items-center justify-between gap-3">
        <div className="min-w-0 flex-1 whitespace-nowrap">
          <SegmentedControl
            label={t('pad.kind')}
            value={kind}
            options={[
              { value: 'cash', label: t('pad.cash'), shortcut: 'padCash' },
              { value: 'card', label: t('pad.card'), shortcut: 'padCard' },
            ]}
            isDisabled={!isCardPossible}
            onChange={choose}
          />
        </div>
        <IconButton
          label={t('pad.close')}
          icon={<X aria-hidden size={22} />}
          shortcut="closePad"
          onPress={onClose}
        />
      </div>
      <div className="flex items-baseline justify-between gap-3">
        <span className="shrink-0 text-ink-2">{t('pad.due')}</span>
        <Won amount={due} className="text-panel font-bold" />
      </div>
      <div className="rounded-card bg-fill px-4 py-3">
        <p className="text-hint text-ink-2">
          {t(kind === 'cash' ? 'pad.received' : 'pad.cardAmount')}
        </p>
        <p role="status" className={classNames('text-right', digits === '' && 'text-ink-3')}>
          <BigWon amount={cash.received} size="total" />
        </p>
      </div>
      {kind === 'cash' && (
        <div className="grid grid-cols-5 gap-2 tight:grid-cols-3">
          <QuickButton onPress={() => setDigits('')}>{t('pad.exact')}</QuickButton>
          {NOTES.map((note) => (
            <QuickButton key={note} onPress={() => setDigits((now) => withNote(now, note))}>
              {t(`pad.note.${note}`)}
            </QuickButton>
          ))}
        </div>
      )}
      <div className="grid min-h-52 flex-1 grid-cols-3 gap-2 short:min-h-0 short:flex-auto">
        {KEYS.map((key) => (
          <PadKey key={key} onPress={() => press(key)}>
            {key}
          </PadKey>
        ))}
        <PadKey label={t('pad.erase')} onPress={erase}>
          <Delete aria-hidden size={22} />
        </PadKey>
      </div>
      {failure !== null && (
        <Banner tone="red">
          <FailureWords failure={failure} />
        </Banner>
      )}
      <div className="flex shrink-0 flex-col gap-3 bg-card pb-5 short:gap-1 short:pb-3 low:sticky low:bottom-0 low:pb-3">
        <div className="flex min-h-13 flex-wrap items-center justify-between gap-x-3">
          <span className="shrink-0 font-semibold">
            {isPart || kind === 'card' ? t('pad.rest') : t('pad.change')}
          </span>
          {isTooMuch ? (
            <span className="font-semibold text-red-text">{t('pad.tooMuch')}</span>
          ) : (
            <BigWon amount={isPart || kind === 'card' ? cash.rest : cash.change} size="asked" />
          )}
        </div>
        <Button
          tone="primary"
          size={68}
          isWide
          className="shrink-0"
          isDisabled={isNothing || isTooMuch}
          isPending={isTaking}
          shortcut="takeMoney"
          onPress={take}
        >
          {t(kind === 'card' ? 'pad.takeCard' : isPart ? 'pad.takePart' : 'pad.takeCash', {
            amount: won(cash.amount),
          })}
        </Button>
      </div>
    </section>
  )
}

/** The keyboard stays with the pad, so that Enter still takes the money after a tap. */
function QuickButton({ children, onPress }: { children: string; onPress: () => void }) {
  return (
    <AriaButton
      preventFocusOnPress
      onPress={onPress}
      className="min-h-12 rounded-control bg-fill px-1 text-hint font-semibold whitespace-nowrap text-ink pressed:bg-fill-press"
    >
      {children}
    </AriaButton>
  )
}

interface PadKeyProps {
  label?: string
  children: ReactNode
  onPress: () => void
}

function PadKey({ label, children, onPress }: PadKeyProps) {
  return (
    <AriaButton
      preventFocusOnPress
      {...(label === undefined ? {} : { 'aria-label': label })}
      onPress={onPress}
      className="flex min-h-12 items-center justify-center rounded-control bg-fill text-panel short:min-h-11 font-semibold text-ink pressed:bg-fill-press"
    >
      {children}
    </AriaButton>
  )
}

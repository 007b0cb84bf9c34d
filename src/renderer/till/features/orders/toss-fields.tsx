import { ChevronDown } from 'lucide-react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { PaymentView } from '#shared/ipc/contract.ts'
import { WordyCopyButton } from '../../ui/copy-button.tsx'

interface TossFieldsProps {
  payment: PaymentView
  /** On the button that opens it. */
  words: string
}

/** Every value of one answer, behind a button: nothing that Toss sent is lost to the screen. */
export function TossFields({ payment, words }: TossFieldsProps) {
  const { t } = useTranslation('orders')
  return (
    <Disclosure className="group mt-2 -mb-2">
      <Heading>
        <Button
          slot="trigger"
          className="-ml-3 flex min-h-12 items-center gap-2 rounded-control px-3 font-semibold text-ink-2 hover:bg-fill-press pressed:bg-fill-press"
        >
          <ChevronDown
            aria-hidden
            size={20}
            className="transition-transform duration-100 group-expanded:rotate-180"
          />
          {words}
          <span className="text-hint font-medium text-ink-2">
            {t('payment.fieldCount', { count: payment.fields.length })}
          </span>
        </Button>
      </Heading>
      <DisclosurePanel>
        <dl className="selectable flex flex-col text-hint">
          {payment.fields.map(({ path, value }) => (
            <div
              key={path}
              className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-4 border-b border-line py-1.5 last:border-0"
            >
              <dt className="break-all text-ink-2">{path}</dt>
              <dd className="break-all">{value}</dd>
            </div>
          ))}
        </dl>
        <div className="flex justify-end">
          <WordyCopyButton
            words={t('payment.copyAll')}
            text={JSON.stringify(payment.raw, null, 2)}
          />
        </div>
      </DisclosurePanel>
    </Disclosure>
  )
}

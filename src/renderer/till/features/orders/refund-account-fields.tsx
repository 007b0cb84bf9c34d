import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/card.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { BANKS, SECURITIES } from './bank-codes.ts'
import type { RefundFormProps } from './refund-lines.tsx'

/** The customer's own account: a deposited virtual account can't be refunded anywhere else. */
export function RefundAccountFields({
  draft,
  onChange,
}: Pick<RefundFormProps, 'draft' | 'onChange'>) {
  const { t } = useTranslation('orders')
  const { account } = draft
  const change = (part: Partial<typeof account>) =>
    onChange({ ...draft, account: { ...account, ...part } })
  const banks = [
    ...BANKS.map(([value, label]) => ({ value, label })),
    ...SECURITIES.map(([value, name]) => ({
      value,
      label: t('refund.account.securitiesName', { name }),
    })),
  ]
  return (
    <Card title={t('refund.account.title')}>
      <p className="mb-3 text-hint text-ink-3">{t('refund.account.hint')}</p>
      <div className="grid gap-3 wide:grid-cols-2">
        <Select
          label={t('refund.account.bank')}
          placeholder={t('refund.account.chooseBank')}
          value={account.bankCode === '' ? null : account.bankCode}
          options={banks}
          onChange={(bankCode) => change({ bankCode })}
        />
        <TextField
          label={t('refund.account.holder')}
          value={account.holderName}
          maxLength={60}
          autoComplete="off"
          onChange={(holderName) => change({ holderName })}
        />
        <TextField
          label={t('refund.account.number')}
          placeholder={t('refund.account.numberHint')}
          value={account.accountNumber}
          inputMode="numeric"
          autoComplete="off"
          onChange={(text) => change({ accountNumber: text.replaceAll(/\D/g, '').slice(0, 20) })}
          className="wide:col-span-2"
        />
      </div>
    </Card>
  )
}

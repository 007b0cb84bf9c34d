import { useTranslation } from 'react-i18next'
import { REFUND_BANKS } from '#shared/banks.ts'
import { Card } from '../../ui/card.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useLanguage } from '../../ui/use-language.ts'
import type { AccountErrors } from './refund-account-errors.ts'
import { MAX_ACCOUNT_DIGITS, MIN_ACCOUNT_DIGITS } from './refund-draft.ts'
import type { RefundFormProps } from './refund-lines.tsx'

interface RefundAccountFieldsProps extends Pick<RefundFormProps, 'draft' | 'onChange'> {
  /** What Toss said of the account as it stands. */
  errors: AccountErrors
}

/** The customer's own account: a deposited virtual account can't be refunded anywhere else. */
export function RefundAccountFields({ draft, errors, onChange }: RefundAccountFieldsProps) {
  const { t } = useTranslation('orders')
  const language = useLanguage()
  const { account } = draft
  const change = (part: Partial<typeof account>) =>
    onChange({ ...draft, account: { ...account, ...part } })
  const digits = account.accountNumber.length
  return (
    <Card title={t('refund.account.title')}>
      <p className="mb-3 text-hint text-ink-3">{t('refund.account.hint')}</p>
      <div className="grid items-start gap-3 wide:grid-cols-2">
        <Select
          label={t('refund.account.bank')}
          placeholder={t('refund.account.chooseBank')}
          value={account.bankCode === '' ? null : account.bankCode}
          options={REFUND_BANKS.map((bank) => ({ value: bank.code, label: bank[language] }))}
          error={errors.bankCode}
          onChange={(bankCode) => change({ bankCode })}
        />
        <TextField
          label={t('refund.account.holder')}
          value={account.holderName}
          maxLength={60}
          autoComplete="off"
          error={errors.holderName}
          onChange={(holderName) => change({ holderName })}
        />
        <TextField
          label={t('refund.account.number')}
          placeholder={t('refund.account.numberHint')}
          value={account.accountNumber}
          inputMode="numeric"
          autoComplete="off"
          {...(digits > 0 && digits < MIN_ACCOUNT_DIGITS
            ? { hint: t('refund.account.numberShort', { count: MIN_ACCOUNT_DIGITS }) }
            : {})}
          error={errors.accountNumber}
          onChange={(text) =>
            change({ accountNumber: text.replaceAll(/\D/g, '').slice(0, MAX_ACCOUNT_DIGITS) })
          }
          className="wide:col-span-2"
        />
      </div>
    </Card>
  )
}

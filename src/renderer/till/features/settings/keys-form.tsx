import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { call } from '../../ipc/call.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { keyProblemsOf, type KeyField } from './key-problems.ts'
import type { KeyedStore } from './keyed-store.ts'
import { SaveOutcome } from './save-outcome.tsx'
import { useSave } from './use-save.ts'

const EMPTY = { clientKey: '', secretKey: '' }

/** Takes a new pair. What was typed is dropped as soon as main has it. */
export function KeysForm({ store }: { store: KeyedStore }) {
  const { t } = useTranslation(['settings', 'common'])
  const [typed, setTyped] = useState(EMPTY)
  const [isEmptyTold, setIsEmptyTold] = useState(false)
  const saving = useSave((keys: typeof EMPTY) => call('settings.saveKeys', { store, ...keys }))
  const problems = keyProblemsOf(saving.failure)

  const errorAt = (field: KeyField, emptyWords: string): string | undefined => {
    if (isEmptyTold && typed[field].trim() === '') return emptyWords
    if (problems === null || !problems.fields.includes(field)) return undefined
    return problems.problem === 'KEY_WRONG_STORE'
      ? t(`keys.problem.KEY_WRONG_STORE.${store}`)
      : t(`keys.problem.${problems.problem}`)
  }
  const clientError = errorAt('clientKey', t('keys.problem.clientEmpty'))
  const secretError = errorAt('secretKey', t('keys.problem.secretEmpty'))

  const change = (part: Partial<typeof EMPTY>) => {
    setTyped({ ...typed, ...part })
    saving.forget()
  }
  const submit = () => {
    // Keys are copied from a web page, often with a space or a line end.
    const keys = { clientKey: typed.clientKey.trim(), secretKey: typed.secretKey.trim() }
    const isFilled = keys.clientKey !== '' && keys.secretKey !== ''
    setIsEmptyTold(!isFilled)
    if (isFilled) saving.save(keys, () => setTyped(EMPTY))
  }

  return (
    <Card title={t('keys.enter')}>
      <Form
        validationBehavior="aria"
        validationErrors={{
          ...(clientError === undefined ? {} : { clientKey: clientError }),
          ...(secretError === undefined ? {} : { secretKey: secretError }),
        }}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
        className="flex flex-col gap-4"
      >
        <TextField
          name="clientKey"
          label={t('keys.clientKey')}
          placeholder={`${t(`keys.clientPlaceholder.${store}`)}…`}
          value={typed.clientKey}
          onChange={(clientKey) => change({ clientKey })}
          autoComplete="off"
          spellCheck="false"
          maxLength={200}
        />
        <TextField
          name="secretKey"
          type="password"
          label={t('keys.secretKey')}
          hint={t('keys.secretHint')}
          placeholder={`${t(`keys.secretPlaceholder.${store}`)}…`}
          value={typed.secretKey}
          onChange={(secretKey) => change({ secretKey })}
          autoComplete="off"
          maxLength={200}
        />
        <div className="flex flex-wrap items-center gap-4">
          <Button type="submit" tone="primary" size={56} isPending={saving.isSaving}>
            {saving.isSaving ? t('saving') : t('keys.save')}
          </Button>
          <SaveOutcome
            words={t('keys.saved', { store: t(`common:store.${store}`) })}
            isSaved={saving.isSaved}
            failure={problems === null ? saving.failure : null}
          />
        </div>
      </Form>
    </Card>
  )
}

import { useRef, useState } from 'react'
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

const EMPTY: Readonly<Record<KeyField, string>> = { clientKey: '', secretKey: '' }

/** Keys are copied from a web page, often with a space or a line end. */
function keysIn(form: FormData): typeof EMPTY {
  const typed = (field: KeyField) => {
    const value = form.get(field)
    return typeof value === 'string' ? value.trim() : ''
  }
  return { clientKey: typed('clientKey'), secretKey: typed('secretKey') }
}

const FIELDS = ['clientKey', 'secretKey'] as const
const emptyIn = (keys: typeof EMPTY) => FIELDS.filter((field) => keys[field] === '')

/**
 * Takes a new pair. What was typed lives in the two fields alone and leaves the page with them as
 * soon as main has it: state of this component, or the input of a mutation, would outlive that.
 */
export function KeysForm({ store }: { store: KeyedStore }) {
  const { t } = useTranslation(['settings', 'common'])
  /** One more with every saved pair: new fields in place of those that held it. */
  const [round, setRound] = useState(0)
  const [missing, setMissing] = useState<readonly KeyField[]>([])
  const sending = useRef(EMPTY)
  const saving = useSave(() => {
    const keys = sending.current
    sending.current = EMPTY
    return call('settings.saveKeys', { store, ...keys })
  })
  const problems = keyProblemsOf(saving.failure)

  const errorAt = (field: KeyField, emptyWords: string): string | undefined => {
    if (missing.includes(field)) return emptyWords
    if (problems === null || !problems.fields.includes(field)) return undefined
    return problems.problem === 'KEY_WRONG_STORE'
      ? t(`keys.problem.KEY_WRONG_STORE.${store}`)
      : t(`keys.problem.${problems.problem}`)
  }
  const clientError = errorAt('clientKey', t('keys.problem.clientEmpty'))
  const secretError = errorAt('secretKey', t('keys.problem.secretEmpty'))

  const startOver = (field: KeyField) => {
    setMissing(missing.filter((one) => one !== field))
    saving.forget()
  }
  // No function in here may mention the keys but by `sending`: closures made beside one that does
  // would keep them, and the mutation keeps its callbacks.
  const renew = () => setRound(round + 1)
  const submit = (form: FormData) => {
    if (saving.isSaving) return
    sending.current = keysIn(form)
    const empty = emptyIn(sending.current)
    setMissing(empty)
    if (empty.length === 0) saving.save(undefined, renew)
    else sending.current = EMPTY
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
          submit(new FormData(event.currentTarget))
        }}
        className="flex flex-col gap-4"
      >
        <TextField
          key={`clientKey ${round}`}
          name="clientKey"
          label={t('keys.clientKey')}
          placeholder={`${t(`keys.clientPlaceholder.${store}`)}…`}
          onChange={() => startOver('clientKey')}
          autoComplete="off"
          spellCheck="false"
          maxLength={200}
        />
        <TextField
          key={`secretKey ${round}`}
          name="secretKey"
          type="password"
          label={t('keys.secretKey')}
          hint={t('keys.secretHint')}
          placeholder={`${t(`keys.secretPlaceholder.${store}`)}…`}
          onChange={() => startOver('secretKey')}
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

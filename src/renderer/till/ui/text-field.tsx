import {
  Input,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components'
import { classNames } from './class-names.ts'
import { FIELD_BOX, FieldParts } from './field.tsx'

interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  label: string
  hint?: string
  placeholder?: string
  /** What is wrong with the value; without it, errors come from a React Aria `Form` by `name`. */
  error?: string | undefined
  /** Several lines. */
  isLong?: boolean
  className?: string
}

/** One line of text, or several. */
export function TextField({
  label,
  hint,
  placeholder = '',
  error,
  isLong = false,
  className,
  ...rest
}: TextFieldProps) {
  return (
    <AriaTextField
      {...rest}
      {...(error === undefined ? {} : { isInvalid: true })}
      className={classNames('flex flex-col gap-2', className)}
    >
      <FieldParts label={label} hint={hint} error={error}>
        {isLong ? (
          <TextArea
            placeholder={placeholder}
            rows={3}
            className={classNames(FIELD_BOX, 'resize-none py-3')}
          />
        ) : (
          <Input placeholder={placeholder} className={FIELD_BOX} />
        )}
      </FieldParts>
    </AriaTextField>
  )
}

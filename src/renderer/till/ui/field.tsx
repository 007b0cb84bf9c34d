import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'

/** Look of the box a field is typed into, for the fields of this kit. */
export const FIELD_BOX =
  'min-h-12 w-full rounded-control bg-fill px-4 text-base text-ink placeholder:text-ink-3 disabled:text-ink-3 invalid:ring-2 invalid:ring-red-text'

interface FieldPartsProps {
  label: string
  hint?: string | undefined
  /** In place of what validation says. */
  error?: string | undefined
  children: ReactNode
}

/** Label above, hint and error below. Must be inside a React Aria field. */
export function FieldParts({ label, hint, error, children }: FieldPartsProps) {
  return (
    <>
      <Label className="text-hint font-semibold text-ink-2">{label}</Label>
      {children}
      {hint !== undefined && (
        <Text slot="description" className="text-hint text-ink-3">
          {hint}
        </Text>
      )}
      <FieldError className="text-hint font-medium text-red-text">{error}</FieldError>
    </>
  )
}

import { unpaidWords } from '#shared/toss-codes/toss-codes.ts'
import { TossSaid } from '../../ui/toss-said.tsx'
import { useLanguage } from '../../ui/use-language.ts'

/** Why an attempt ended: our words, and what Toss said. */
export function AttemptReason({ reason }: { reason: { code: string; message: string } }) {
  const words = unpaidWords(reason.code, useLanguage())
  return (
    <div className="selectable">
      <p>
        {words.what} {words.money} {words.next}
      </p>
      <TossSaid answer={reason} className="text-hint" />
    </div>
  )
}

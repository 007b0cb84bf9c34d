import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CashReceiptKind } from '#shared/vocabulary.ts'
import { call } from '../../ipc/call.ts'
import { ORDERS_KEY } from '../../ipc/queries.ts'

/** Issues one cash receipt. The dialog's one opening is one intent, whatever is pressed how often. */
export function useIssueReceipt(tender: string, onSent: () => void) {
  const queryClient = useQueryClient()
  const [intentId] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: (asked: { kind: CashReceiptKind; number: string }) =>
      call('cashReceipt.issue', { intentId, tender, ...asked }),
    onSuccess: onSent,
    onSettled: () => void queryClient.invalidateQueries({ queryKey: ORDERS_KEY }),
  })
}

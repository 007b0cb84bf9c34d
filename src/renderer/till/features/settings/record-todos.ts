import type { RecordFindingView } from '#shared/ipc/records.ts'

const TODOS = ['order', 'journal', 'file'] as const
type Todo = (typeof TODOS)[number]

/** What staff can do about each: about one order, about the journal as a whole, about the disk. */
const TODO_OF: Readonly<Record<RecordFindingView['kind'], Todo>> = {
  row_changed: 'journal',
  rows_swapped: 'journal',
  rows_missing: 'journal',
  last_rows_missing: 'journal',
  rows_added: 'journal',
  row_misplaced: 'journal',
  head_missing: 'journal',
  answer_without_call: 'journal',
  order_missing: 'journal',
  key_differs: 'journal',
  rows_unreadable: 'file',
  file_damaged: 'file',
  call_missing: 'order',
  payment_without_answer: 'order',
  refund_without_answer: 'order',
  paid_at_toss: 'order',
  sums_differ: 'order',
  tenders_differ: 'order',
}

/** Each thing to do once, orders first: there money may be at stake now. */
export const todosFor = (findings: readonly RecordFindingView[]): readonly Todo[] =>
  TODOS.filter((todo) => findings.some(({ kind }) => TODO_OF[kind] === todo))

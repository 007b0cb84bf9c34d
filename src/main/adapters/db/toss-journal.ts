import type { TossJournal } from '../../application/ports.ts'
import type { TillDatabase } from './open-database.ts'
import { tossAnswer, tossCall } from './schema.ts'

/** The calls to Toss and their answers as they came; rows are only ever added. @throws DatabaseFault */
export function createTossJournal({ write }: TillDatabase): TossJournal {
  return {
    begin: ({ at, ...call }) =>
      write(
        (queries) =>
          queries
            .insert(tossCall)
            .values({ ...call, at: at.toISOString() })
            .returning({ id: tossCall.id })
            .get().id,
      ),
    answer: (callId, { at, ...answer }) =>
      write((queries) => {
        queries
          .insert(tossAnswer)
          .values({ callId, ...answer, at: at.toISOString() })
          .run()
      }),
  }
}

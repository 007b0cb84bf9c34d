import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { LessonsView } from '#shared/ipc/lesson-contract.ts'
import type { LessonId } from '#shared/vocabulary.ts'
import { call } from '../../ipc/call.ts'
import { lessonsQuery } from '../../ipc/queries.ts'

/** The lessons as main has them, and what a cashier may do with them. */
export function useLessons() {
  const { data: lessons } = useQuery(lessonsQuery)
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const keep = (next: LessonsView) => queryClient.setQueryData(lessonsQuery.queryKey, next)
  const start = useMutation({
    mutationFn: (id: LessonId) => call('lessons.start', { id }),
    onSuccess: async (next) => {
      keep(next)
      // The first step of each is at the counter.
      await navigate({ to: '/' })
    },
  })
  const stop = useMutation({ mutationFn: () => call('lessons.stop', {}), onSuccess: keep })
  const refill = useMutation({ mutationFn: () => call('lessons.refill', {}), onSuccess: keep })
  const startOver = useMutation({
    mutationFn: () => call('lessons.startOver', {}),
    onSuccess: keep,
  })
  return { lessons, start, stop, refill, startOver }
}

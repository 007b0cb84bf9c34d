/** What Electron hands to listeners whose default can be prevented. */
export interface HostEvent {
  preventDefault(): void
  readonly defaultPrevented: boolean
}

/** An Electron event with its own facts. */
export function createEvent<T extends object>(facts: T): T & HostEvent {
  let isPrevented = false
  return Object.defineProperties({} as T & HostEvent, {
    ...Object.getOwnPropertyDescriptors(facts),
    preventDefault: {
      value: () => {
        isPrevented = true
      },
    },
    defaultPrevented: { get: () => isPrevented },
  })
}

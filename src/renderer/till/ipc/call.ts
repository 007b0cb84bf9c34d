import type { InputOf, OutputOf, RouteName } from '#shared/ipc/contract.ts'
import type { TillBridge } from '#shared/ipc/bridge.ts'
import type { Failure, Result } from '#shared/result.ts'

declare global {
  interface Window {
    readonly till: TillBridge
  }
}

/** An expected failure that main answered with. `failure.code` has its words in errors.json. */
export class CallError extends Error {
  override readonly name = 'CallError'
  readonly failure: Failure

  constructor(failure: Failure) {
    super(`${failure.code}: ${failure.message}`)
    this.failure = failure
  }
}

/**
 * Asks main. Throws {@link CallError} for an expected failure, which is the form TanStack Query
 * wants; anything else that is thrown is a bug.
 */
export async function call<K extends RouteName>(name: K, input: InputOf<K>): Promise<OutputOf<K>> {
  // Main parses its own answers against the contract, so the page may believe the type.
  const result = (await window.till.invoke(name, input)) as Result<OutputOf<K>>
  if (!result.ok) throw new CallError(result.error)
  return result.data
}

/** The failure main answered with, or an INTERNAL one for a bug on the way. */
export const failureOf = (error: unknown): Failure =>
  error instanceof CallError ? error.failure : { code: 'INTERNAL', message: String(error) }

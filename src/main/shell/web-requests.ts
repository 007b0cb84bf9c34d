import type { OnBeforeRequestListenerDetails, Session } from 'electron'

export type RequestVerdict = 'cancel' | 'pass'
export type RequestRule = (details: OnBeforeRequestListenerDetails) => RequestVerdict

/**
 * The one onBeforeRequest listener of a partition: Electron keeps only the last one set, so rules
 * are composed here. The first rule that says cancel decides.
 */
export function installRequestRules(session: Session, rules: readonly RequestRule[]): void {
  session.webRequest.onBeforeRequest((details, respond) => {
    respond({ cancel: rules.some((rule) => rule(details) === 'cancel') })
  })
}

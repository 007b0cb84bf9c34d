import type { Session } from 'electron'

/** Denies every permission of a partition: neither the till nor a payment page needs one. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, respond) => respond(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
}

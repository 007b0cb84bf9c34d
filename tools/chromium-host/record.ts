import { appendFileSync } from 'node:fs'

/**
 * What the app did to the world outside its windows, one JSON line each in the file that
 * POS_HOST_RECORD names; without one, on stderr.
 */
export function record(what: string, facts: Readonly<Record<string, unknown>>): void {
  const line = JSON.stringify({ what, ...facts })
  const file = process.env['POS_HOST_RECORD']
  if (file) appendFileSync(file, `${line}\n`)
  else process.stderr.write(`chromium-host: ${line}\n`)
}

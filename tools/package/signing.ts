/**
 * Who signs. Nothing about it is in the repository: this project has no certificates yet, and those
 * who have bring them in by environment variables.
 *
 * macOS: the builder itself reads CSC_LINK and CSC_KEY_PASSWORD (Developer ID certificate) and, for
 * notarization, APPLE_API_KEY, APPLE_API_KEY_ID and APPLE_API_ISSUER.
 *
 * Windows: Azure Artifact Signing. The builder reads AZURE_TENANT_ID, AZURE_CLIENT_ID and
 * AZURE_CLIENT_SECRET; the four names below say which account and which profile.
 */
import type { WindowsConfiguration } from 'electron-builder'

type AzureSigning = NonNullable<WindowsConfiguration['azureSignOptions']>

const AZURE = {
  publisherName: 'AZURE_SIGN_PUBLISHER',
  endpoint: 'AZURE_SIGN_ENDPOINT',
  codeSigningAccountName: 'AZURE_SIGN_ACCOUNT',
  certificateProfileName: 'AZURE_SIGN_PROFILE',
} as const

/**
 * How Windows files are signed, or null when the environment says nothing about it; the build then
 * fails by `forceCodeSigning`.
 * @throws {Error} when only some of the variables are set: without a publisher's name the updater
 * would skip its signature check in silence
 */
export function windowsSigning(env: Record<string, string | undefined>): AzureSigning | null {
  const missing = Object.values(AZURE).filter((name) => (env[name] ?? '') === '')
  if (missing.length === Object.keys(AZURE).length) return null
  if (missing.length > 0) throw new Error(`for signing, set ${missing.join(', ')} too`)
  const value = (name: string) => env[name] ?? ''
  return {
    publisherName: value(AZURE.publisherName),
    endpoint: value(AZURE.endpoint),
    codeSigningAccountName: value(AZURE.codeSigningAccountName),
    certificateProfileName: value(AZURE.certificateProfileName),
  }
}

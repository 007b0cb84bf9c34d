import { expect, test } from 'vitest'
import { windowsSigning } from '../../tools/package/signing.ts'

const WHOLE = {
  AZURE_SIGN_PUBLISHER: 'CN=Till',
  AZURE_SIGN_ENDPOINT: 'https://krc.codesigning.azure.net',
  AZURE_SIGN_ACCOUNT: 'till',
  AZURE_SIGN_PROFILE: 'release',
}

test('Windows signing comes from the environment', () => {
  expect(windowsSigning(WHOLE)).toEqual({
    publisherName: 'CN=Till',
    endpoint: 'https://krc.codesigning.azure.net',
    codeSigningAccountName: 'till',
    certificateProfileName: 'release',
  })
})

test('an environment that says nothing signs nothing', () => {
  expect(windowsSigning({ PATH: '/bin' })).toBeNull()
})

test.each(Object.keys(WHOLE))('without %s the rest is refused', (name) => {
  expect(() => windowsSigning({ ...WHOLE, [name]: '' })).toThrow(name)
})

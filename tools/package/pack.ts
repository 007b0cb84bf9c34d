/** Runs the builder with electron-builder.yml and what only this run decides. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Arch, build, DIR_TARGET, Platform as BuilderPlatform } from 'electron-builder'
import { windowsSigning } from './signing.ts'
import { writeStandInElectron, type Platform } from './stand-in-electron.ts'

export type ArchName = 'x64' | 'arm64'

const BUILDER_PLATFORM = {
  linux: BuilderPlatform.LINUX,
  win32: BuilderPlatform.WINDOWS,
  darwin: BuilderPlatform.MAC,
}

/** Switches off what needs a certificate. */
const UNSIGNED = {
  forceCodeSigning: false,
  mac: { identity: null, notarize: false },
} as const

/**
 * Builds the installers of a platform from `out/`, with Electron's real runtime.
 * @returns the files that came out
 * @throws {Error} when they can't be signed, unless `unsigned` is asked for
 */
export async function packInstallers(platform: Platform, unsigned: boolean): Promise<string[]> {
  const azureSignOptions = unsigned ? null : windowsSigning(process.env)
  return build({
    targets: BUILDER_PLATFORM[platform].createTarget(),
    publish: 'never',
    config: {
      ...(unsigned ? UNSIGNED : {}),
      ...(azureSignOptions === null ? {} : { win: { azureSignOptions } }),
    },
  })
}

/**
 * Builds the unpacked tree of a platform from `out/` around a stand-in for Electron. Runs on any
 * system and without a network.
 * @param output folder for the tree; the builder makes one below it for each platform
 */
export async function packStandIn(platform: Platform, arch: ArchName, output: string) {
  const electronDist = mkdtempSync(join(tmpdir(), 'gyesan-stand-in-'))
  try {
    writeStandInElectron(electronDist, platform)
    await build({
      targets: BUILDER_PLATFORM[platform].createTarget(DIR_TARGET, Arch[arch]),
      publish: 'never',
      config: { ...UNSIGNED, electronDist, directories: { output } },
    })
  } finally {
    rmSync(electronDist, { recursive: true })
  }
}

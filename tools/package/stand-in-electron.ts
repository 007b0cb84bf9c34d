/**
 * An Electron folder without Electron: the files and places that the builder looks for, and a fuse
 * wire to flip. With it the whole packing runs where Electron's runtime cannot be fetched; what
 * comes out has a true app.asar and doesn't start.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'

export type Platform = 'linux' | 'win32' | 'darwin'

/** Marks the fuses in Electron's binary; the same in every version (@electron/fuses). */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const FUSE_VERSION = 1

/** Electron 45's fuses as they come: '1' on, '0' off, in the order of FuseV1Options. */
const FUSES_AS_SHIPPED = '101100011'

/** The languages as Chromium ships them, a few of fifty. */
const LANGUAGES = ['de', 'en-US', 'ja', 'ko']

const fuseWire = () =>
  Buffer.concat([
    Buffer.from(SENTINEL, 'ascii'),
    Buffer.from([FUSE_VERSION, FUSES_AS_SHIPPED.length]),
    Buffer.from(FUSES_AS_SHIPPED, 'ascii'),
  ])

/**
 * The fuses in a binary, '1' on and '0' off, in the order of FuseV1Options.
 * @throws {Error} when there is no fuse wire in it
 */
export function readFuses(binary: Buffer): string {
  const at = binary.indexOf(SENTINEL)
  if (at === -1) throw new Error('no fuse wire in this binary')
  const wire = at + SENTINEL.length
  const length = binary.readUInt8(wire + 1)
  return binary.toString('ascii', wire + 2, wire + 2 + length)
}

/** A Windows program with nothing in it but the resources that the builder edits. */
function windowsProgram(): Buffer {
  const english = { lang: 1033, codepage: 1200 }
  const program = NtExecutable.createEmpty(false, false)
  const resources = NtExecutableResource.from(program)
  Resource.VersionInfo.create(english.lang, {}, [
    { ...english, values: { FileDescription: 'Electron', ProductName: 'Electron' } },
  ]).outputToResourceEntries(resources.entries)
  const wire = fuseWire()
  resources.entries.push({
    type: 'STANDIN',
    id: 'FUSES',
    ...english,
    bin: wire.buffer.slice(wire.byteOffset, wire.byteOffset + wire.byteLength),
  })
  resources.outputResource(program)
  return Buffer.from(program.generate())
}

const plist = (values: Record<string, string>) => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
${Object.entries(values)
  .map(([key, value]) => `<key>${key}</key><string>${value}</string>`)
  .join('\n')}
</dict></plist>
`

function macFiles(): Record<string, string | Buffer> {
  const contents = 'Electron.app/Contents'
  const files: Record<string, string | Buffer> = {
    [`${contents}/Info.plist`]: plist({
      CFBundleExecutable: 'Electron',
      CFBundleIdentifier: 'com.github.Electron',
      CFBundleName: 'Electron',
      CFBundlePackageType: 'APPL',
    }),
    [`${contents}/MacOS/Electron`]: 'stand-in',
    [`${contents}/Frameworks/Electron Framework.framework/Electron Framework`]: fuseWire(),
  }
  for (const helper of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
    const name = `Electron Helper${helper}`
    const folder = `${contents}/Frameworks/${name}.app/Contents`
    files[`${folder}/Info.plist`] = plist({ CFBundleExecutable: name, CFBundleName: name })
    files[`${folder}/MacOS/${name}`] = 'stand-in'
  }
  const framework = `${contents}/Frameworks/Electron Framework.framework/Versions/A/Resources`
  for (const language of LANGUAGES.map((name) => name.replace('-', '_'))) {
    files[`${contents}/Resources/${language}.lproj/locale.pak`] = ''
    files[`${framework}/${language}.lproj/locale.pak`] = ''
  }
  return files
}

function files(platform: Platform): Record<string, string | Buffer> {
  if (platform === 'darwin') return macFiles()
  const common = {
    LICENSE: 'stand-in',
    'LICENSES.chromium.html': 'stand-in',
    ...Object.fromEntries(LANGUAGES.map((language) => [`locales/${language}.pak`, ''])),
  }
  return platform === 'win32'
    ? { ...common, 'electron.exe': windowsProgram() }
    : { ...common, electron: fuseWire(), 'chrome-sandbox': 'stand-in' }
}

/** Writes the stand-in for a platform into an empty folder. */
export function writeStandInElectron(folder: string, platform: Platform) {
  for (const [name, content] of Object.entries(files(platform))) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
}

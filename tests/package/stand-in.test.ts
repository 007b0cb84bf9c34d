import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { extractFile, getRawHeader, listPackage, statFile } from '@electron/asar'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packStandIn, type ArchName } from '../../tools/package/pack.ts'
import { readFuses, type Platform } from '../../tools/package/stand-in-electron.ts'

const MAC = 'Gyesan.app/Contents'

/** Where the builder puts the tree of each system, and what lies where in it. */
const TREES: { platform: Platform; arch: ArchName; folder: string; resources: string }[] = [
  { platform: 'linux', arch: 'x64', folder: 'linux-unpacked', resources: 'resources' },
  { platform: 'win32', arch: 'x64', folder: 'win-unpacked', resources: 'resources' },
  { platform: 'win32', arch: 'arm64', folder: 'win-arm64-unpacked', resources: 'resources' },
  { platform: 'darwin', arch: 'x64', folder: 'mac', resources: `${MAC}/Resources` },
  { platform: 'darwin', arch: 'arm64', folder: 'mac-arm64', resources: `${MAC}/Resources` },
]

const macIntegrity = (tree: string) => readFileSync(join(tree, MAC, 'Info.plist'), 'utf8')

function windowsResources(tree: string) {
  const program = NtExecutable.from(readFileSync(join(tree, 'Gyesan.exe')))
  return NtExecutableResource.from(program).entries
}

function windowsIntegrity(tree: string): string {
  const resource = windowsResources(tree).find(({ type }) => type === 'INTEGRITY')
  return Buffer.from(resource!.bin).toString('utf8')
}

let output: string
beforeAll(() => {
  if (!existsSync('out/main/main.js')) throw new Error('build first: npm run build')
  output = mkdtempSync(join(tmpdir(), 'gyesan-package-'))
})
afterAll(() => {
  rmSync(output, { recursive: true })
})

describe.each(TREES)('the package for $platform $arch', ({ platform, arch, folder, resources }) => {
  let asar: string
  let files: string[]

  beforeAll(async () => {
    await packStandIn(platform, arch, output)
    asar = join(output, folder, resources, 'app.asar')
    files = listPackage(asar, { isPack: false })
      .map((name) => name.replaceAll('\\', '/').replace(/^\//, ''))
      .filter((name) => !('files' in statFile(asar, name)))
  }, 60_000)

  test('has one SQLite binary, of this system, outside the archive', () => {
    const native = files.filter((name) => name.endsWith('.node'))
    const binary = `node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`
    expect(native).toEqual([binary])
    expect(statFile(asar, binary)).toMatchObject({ unpacked: true })

    const unpacked = readdirSync(`${asar}.unpacked`, { recursive: true, withFileTypes: true })
    const real = unpacked.filter((entry) => entry.isFile())
    expect(real.map(({ name }) => name)).toEqual([basename(binary)])
    expect(readFileSync(`${asar}.unpacked/${binary}`)).toEqual(readFileSync(binary))
  })

  test('has the built bundle, the migrations and the sample catalogue', () => {
    for (const folderIn of ['out/main', 'out/preload', 'out/renderer']) {
      const built = readdirSync(folderIn, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
        .map(({ parentPath, name }) => `${parentPath}/${name}`)
      expect(files).toEqual(expect.arrayContaining(built))
    }
    for (const data of ['resources/migrations', 'resources/sample-catalogue']) {
      const here = readdirSync(data, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.endsWith('_snapshot.json'))
        .map(({ parentPath, name }) => `${parentPath}/${name}`)
      expect(here.length).toBeGreaterThan(1)
      expect(files).toEqual(expect.arrayContaining(here))
    }
  })

  test('has nothing else', () => {
    const known =
      /^(out\/(main|preload|renderer)|resources\/(migrations|sample-catalogue)|node_modules\/better-sqlite3)\//
    const rest = files.filter((name) => !known.test(name))
    expect(rest.sort()).toEqual(['LICENSE', 'package.json'])
    expect(files.filter((name) => name.endsWith('.map'))).toEqual([])
    expect(files.filter((name) => /\.tsx?$|\.(test|spec)\.|\.c(pp)?$|\.h$/.test(name))).toEqual([])
  })

  test('says of itself only what it needs to run', () => {
    const described = JSON.parse(extractFile(asar, 'package.json').toString('utf8')) as object
    expect(described).toMatchObject({
      name: 'gyesan',
      main: 'out/main/main.js',
      dependencies: { 'better-sqlite3': expect.any(String) },
    })
    expect(described).not.toHaveProperty('devDependencies')
    expect(described).not.toHaveProperty('scripts')
  })

  test('has the fuses set as electron-builder.yml says', () => {
    const binary = {
      linux: 'gyesan',
      win32: 'Gyesan.exe',
      darwin: `${MAC}/Frameworks/Electron Framework.framework/Electron Framework`,
    }[platform]
    // runAsNode, cookieEncryption, nodeOptions, nodeCliInspect, asarIntegrity, onlyAsar, snapshot,
    // fileProtocol; the last is one that the builder doesn't know and leaves as it came.
    expect(readFuses(readFileSync(join(output, folder, binary)))).toBe('010011001')
  })

  test('speaks Korean and English only', () => {
    const places = {
      linux: 'locales',
      win32: 'locales',
      darwin: `${MAC}/Frameworks/Electron Framework.framework/Versions/A/Resources`,
    }
    const names = readdirSync(join(output, folder, places[platform]))
    expect(names.map((name) => name.slice(0, 2)).sort()).toEqual(['en', 'ko'])
  })

  // Linux has no such check.
  if (platform !== 'linux') {
    test('knows the checksum of its own archive', () => {
      const { headerString } = getRawHeader(asar)
      const hash = createHash('sha256').update(headerString).digest('hex')
      const tree = join(output, folder)
      const kept = platform === 'win32' ? windowsIntegrity(tree) : macIntegrity(tree)
      expect(kept).toContain(hash)
    })
  }

  if (platform === 'win32') {
    test('shows our name and icon', () => {
      const entries = windowsResources(join(output, folder))
      const [version] = Resource.VersionInfo.fromEntries(entries)
      expect(version!.getStringValues({ lang: 1033, codepage: 1200 })).toMatchObject({
        ProductName: 'Gyesan',
      })
      expect(Resource.IconGroupEntry.fromEntries(entries)).toHaveLength(1)
    })
  }
})

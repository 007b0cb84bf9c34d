import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from './app.ts'

// Runs an Electron app's built main file: node tools/chromium-host/run.ts [out/main/main.js]

const electron = new URL('electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: electron, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
})

function folderOf(file: string): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(resolve(folder, 'package.json'))) return folder
    if (folder === dirname(folder)) throw new Error(`No package.json above ${file}`)
  }
}

const main = resolve(process.argv[2] ?? 'out/main/main.js')
if (!existsSync(main)) {
  process.stderr.write(`chromium-host: ${main} isn't there; build the app first\n`)
  process.exit(1)
}
app.setFolder(folderOf(main))
await import(pathToFileURL(main).href)
app.start(process.env['POS_HOST_HEADED'] === '1')

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { createTossBox, type BoxOptions, type TossBox } from '../../src/main/training/box.ts'
import { createBoxClock, type MovableClock } from '../../src/main/training/box-clock.ts'
import { createConsole } from '../../src/main/training/console/console.ts'
import {
  createSeededFaults,
  type SeededFaultOptions,
} from '../../src/main/training/seeded-faults.ts'
import { listen, type ListeningServer } from './server.ts'

export interface SimulatorOptions extends Omit<BoxOptions, 'clock' | 'baseUrl' | 'faults'> {
  /** A free one where left out. */
  readonly port?: number
  readonly clock?: MovableClock
  /** What faults are drawn from at first; the console can change it. */
  readonly drawing?: SeededFaultOptions | null
}

export interface Simulator extends ListeningServer {
  readonly box: TossBox
  readonly clock: MovableClock
}

const ours = (name: string) => fileURLToPath(new URL(`page/${name}`, import.meta.url))

const PAGE: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': [ours('index.html'), 'text/html; charset=utf-8'],
  '/page.css': [ours('page.css'), 'text/css; charset=utf-8'],
  '/page.js': [ours('page.js'), 'text/javascript; charset=utf-8'],
  '/words.js': [ours('words.js'), 'text/javascript; charset=utf-8'],
  '/pretendard.woff2': [
    createRequire(import.meta.url).resolve(
      'pretendard/dist/web/variable/woff2/PretendardVariable.woff2',
    ),
    'font/woff2',
  ],
}

async function pageFile(request: Request): Promise<Response | null> {
  const file = request.method === 'GET' ? PAGE[new URL(request.url).pathname] : undefined
  if (!file) return null
  const [path, type] = file
  return new Response(await readFile(path), {
    headers: {
      'content-type': type,
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'self'; img-src data:; frame-ancestors 'none'",
    },
  })
}

/** The box with its console and its page on a port of this machine: `npm run toss`. Rejects where the port is taken. */
export async function startSimulator({
  port = 0,
  clock = createBoxClock(),
  drawing = null,
  ...options
}: SimulatorOptions): Promise<Simulator> {
  const box = createTossBox({
    ...options,
    clock,
    ...(drawing ? { faults: createSeededFaults(drawing) } : {}),
  })
  const controls = createConsole({ box, clock, drawing })
  const server = await listen(
    async (request) =>
      (await controls(request)) ?? (await pageFile(request)) ?? (await box.handle(request)),
    port,
  )
  return { ...server, box, clock }
}

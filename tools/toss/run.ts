/** A Toss in a box by itself, for any project to test against: docs/simulator.md. */
import { createBoxClock } from '../../src/main/training/box-clock.ts'
import { fileStorage } from '../../src/main/training/box-file.ts'
import { seededBytes } from '../../src/main/training/seeded-random.ts'
import { readOptions, type TossOptions, USAGE, UsageError } from './options.ts'
import { type Simulator, startSimulator } from './simulator.ts'

const say = (text: string) => process.stdout.write(`${text}\n`)

function fail(message: string): never {
  process.stderr.write(`toss: ${message}\n`)
  process.exit(1)
}

function optionsOrExit(): TossOptions {
  if (process.argv.includes('--help')) {
    say(USAGE)
    process.exit(0)
  }
  try {
    return readOptions(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return fail(`${error.message}\n\n${USAGE}`)
  }
}

async function start(options: TossOptions): Promise<Simulator> {
  const { seed, rate, kinds } = options
  try {
    return await startSimulator({
      port: options.port,
      keys: options.keys,
      clock: createBoxClock({
        factor: options.scale,
        ...(options.startAt === null ? {} : { startAt: options.startAt }),
      }),
      // A file may hold keys of an earlier run: only a box in memory begins the same each time.
      ...(options.file === null
        ? { random: seededBytes(seed) }
        : { storage: fileStorage(options.file) }),
      drawing: rate > 0 ? { seed, rate, kinds } : null,
      behaviour: {
        requestsPerMinute: options.requestsPerMinute,
        transactionsLagMs: options.transactionsLagMs,
        successVia302: options.via302,
      },
    })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EADDRINUSE') fail(`port ${options.port} is taken; choose another with --port`)
    throw error
  }
}

const options = optionsOrExit()
const { url, box } = await start(options)
for (let count = 0; count < options.otherTills; count += 1) {
  const [first] = options.keys
  if (first) box.sellElsewhere(first.clientKey, 4500)
}

const clock = options.scale === 1 ? 'as the real one' : `${options.scale} times as fast`
const faults =
  options.rate === 0
    ? 'none drawn (--seed 1 --rate 0.1 draws some)'
    : `drawn from seed ${options.seed} for ${options.rate * 100} % of requests`
say(`toss: a Toss in a box is ready. No money moves here. Ctrl+C ends it.

  Page         ${url}/
  API base     ${url}  in place of https://api.tosspayments.com
  SDK src      ${url}/v2/standard
               loadTossPayments(clientKey, { src: '${url}/v2/standard' })
  Keys         ${options.keys.map(({ clientKey, secretKey }) => `${clientKey}\n               ${secretKey}`).join('\n\n               ')}

  Clock        ${clock}
  Faults       ${faults}
  Manual       docs/simulator.md`)

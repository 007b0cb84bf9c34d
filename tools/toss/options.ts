/** The command line of `npm run toss`. */
import { parseArgs } from 'node:util'
import { isApiVersion } from '../../src/main/training/api-versions.ts'
import type { BoxKeyPair } from '../../src/main/training/auth.ts'
import { FAULT_KINDS, type FaultKind, isFaultKind } from '../../src/main/training/fault-kinds.ts'

export interface TossOptions {
  readonly port: number
  readonly keys: readonly BoxKeyPair[]
  readonly seed: string
  readonly rate: number
  readonly kinds: readonly FaultKind[]
  /** How many times faster than the real time the clock runs. */
  readonly scale: number
  /** Milliseconds; null for the real time. */
  readonly startAt: number | null
  readonly requestsPerMinute: number
  readonly transactionsLagMs: number
  readonly otherTills: number
  readonly via302: boolean
  /** Where it keeps itself; null for memory. */
  readonly file: string | null
}

/** Something wrong with the command line; its message says how to write it. */
export class UsageError extends Error {}

export const USAGE = `npm run toss -- [options]

  --port N          the port, 4010 where left out; 0 takes a free one
  --keys C:S[:MID[:VERSION]]
                    a client key, its secret key, the shop's id and API version; may be given several times.
                    Without it: Toss's public documentation keys, for the widget and for the API
  --seed S          what faults and keys are drawn from, 1 where left out
  --rate R          the share of requests that meet a drawn fault, 0 to 1; 0 where left out
  --kinds A,B       only these kinds of faults (see docs/simulator.md)
  --scale F         a clock that runs F times as fast; 0 stands still
  --start-at TIME   where the clock begins, such as 2026-03-02T10:00:00+09:00
  --limit N         requests a minute per API, as in Toss's test environment (100); no limit where left out
  --lag SECONDS     how long the transaction list is behind
  --other-tills N   sales of other tills in the same list
  --via-302         the way back from the window goes through a redirect of the simulator
  --file PATH       keeps everything in a file; in memory where left out
`

/** Toss's public documentation keys, so that a project set up by Toss's guide finds its keys known here. */
const PUBLIC_KEYS: readonly BoxKeyPair[] = [
  {
    clientKey: 'test_gck_docs_Ovk5rk1EwkEbP0W43n07xlzm',
    secretKey: 'test_gsk_docs_OaPz8L5KdmQXkzRz3y47BMw6',
    mId: 'tgen_docs',
  },
  {
    clientKey: 'test_ck_D5GePWvyJnrK0W0k6q8gLzN97Eoq',
    secretKey: 'test_sk_zXLkKEypNArWmo50nX3lmeaxYG5R',
    mId: 'tvivarepublica',
  },
]

function readPair(text: string, index: number): BoxKeyPair {
  const [clientKey = '', secretKey = '', mId = `shop${index + 1}`, apiVersion] = text.split(':')
  const client = /^(test|live)_(g?)ck_\w+$/.exec(clientKey)
  const secret = /^(test|live)_(g?)sk_\w+$/.exec(secretKey)
  if (!client || !secret || client[1] !== secret[1] || client[2] !== secret[2]) {
    throw new UsageError(
      `--keys ${text}: give a pair such as test_gck_mine:test_gsk_mine (gck with gsk, ck with sk, both test or both live)`,
    )
  }
  if (mId.length < 1 || mId.length > 14) {
    throw new UsageError(`--keys ${text}: a shop's id has 1 to 14 characters`)
  }
  if (apiVersion === undefined) return { clientKey, secretKey, mId }
  if (!isApiVersion(apiVersion))
    throw new UsageError(`--keys ${text}: no API version ${apiVersion}`)
  return { clientKey, secretKey, mId, apiVersion }
}

function readNumber(name: string, text: string | undefined, usual: number, most: number): number {
  if (text === undefined) return usual
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0 && value <= most)) {
    throw new UsageError(`--${name} ${text}: give a number from 0 to ${most}`)
  }
  return value
}

function readWhole(name: string, text: string | undefined, usual: number, most: number): number {
  const value = readNumber(name, text, usual, most)
  if (!Number.isInteger(value)) throw new UsageError(`--${name} ${text}: give a whole number`)
  return value
}

function readKinds(text: string | undefined): readonly FaultKind[] {
  if (text === undefined) return FAULT_KINDS
  return text.split(',').map((name) => {
    if (isFaultKind(name)) return name
    throw new UsageError(`--kinds: there is no ${name}; there are: ${FAULT_KINDS.join(', ')}`)
  })
}

function readTime(text: string | undefined): number | null {
  if (text === undefined) return null
  const at = Date.parse(text)
  if (Number.isNaN(at)) {
    throw new UsageError(`--start-at ${text}: give a time such as 2026-03-02T10:00:00+09:00`)
  }
  return at
}

/** @throws {UsageError} for a command line that means nothing */
export function readOptions(args: readonly string[]): TossOptions {
  const one = { type: 'string' } as const
  const parse = () =>
    parseArgs({
      args: [...args],
      options: {
        port: one,
        keys: { type: 'string', multiple: true },
        seed: one,
        rate: one,
        kinds: one,
        scale: one,
        'start-at': one,
        limit: one,
        lag: one,
        'other-tills': one,
        'via-302': { type: 'boolean' },
        file: one,
      },
    }).values
  let values: ReturnType<typeof parse>
  try {
    values = parse()
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
  const keys = values.keys?.map(readPair) ?? PUBLIC_KEYS
  return {
    port: readWhole('port', values.port, 4010, 65_535),
    keys,
    seed: values.seed ?? '1',
    rate: readNumber('rate', values.rate, 0, 1),
    kinds: readKinds(values.kinds),
    scale: readNumber('scale', values.scale, 1, 1_000_000),
    startAt: readTime(values['start-at']),
    requestsPerMinute: readWhole('limit', values.limit, 0, 1_000_000),
    transactionsLagMs: readNumber('lag', values.lag, 0, 86_400) * 1000,
    otherTills: readWhole('other-tills', values['other-tills'], 0, 1000),
    via302: values['via-302'] ?? false,
    file: values.file ?? null,
  }
}

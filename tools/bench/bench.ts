/**
 * `npm run bench -- search [--products 50000] [--rounds 3]`: measures in the real page, on the host the tests
 * run on. Needs a built till (`npm run build`). Prints one line per figure; quote the ratios, times move
 * with the machine.
 */
import { parseArgs } from 'node:util'
import { benchSearch } from './search.ts'

const USAGE = 'npm run bench -- search [--products 50000] [--rounds 3]'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    products: { type: 'string', default: '50000' },
    rounds: { type: 'string', default: '3' },
  },
})
if (positionals.join() !== 'search') {
  process.stderr.write(`bench: ${USAGE}\n`)
  process.exit(2)
}
const isFast = await benchSearch(Number(values.products), Number(values.rounds))
process.exitCode = isFast ? 0 : 1

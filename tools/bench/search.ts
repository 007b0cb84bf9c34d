import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { launchTill } from '../../tests/support/launch.ts'
import { seedFile } from '../seed/seed-file.ts'

/** Two frames at 60 Hz, in ms. */
const TARGET = 33
/** Typed one key after the other, then taken away again. Each begins with what nearly every name has. */
const TYPED = [
  'ㅅㅇㄲ',
  '신라면 매운맛',
  '콜라 500',
  'dkap',
  '크리넥스화쟝지',
  '없는상품이름',
] as const

const percentile = (times: readonly number[], part: number): number => {
  const sorted = times.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

const line = (name: string, times: readonly number[]): string =>
  `${name}: p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms, max ${Math.max(...times).toFixed(1)} ms (${times.length} keys)`

/** All the beginnings of the queries, as the keys make them. */
const steps = (): string[] =>
  TYPED.flatMap((text) =>
    Array.from(text, (_, at) =>
      Array.from(text)
        .slice(0, at + 1)
        .join(''),
    ),
  )

/**
 * From the change of the field to the frame that shows what was found: the field is set as a key sets
 * it, and the time is taken in a task after the next frame was drawn.
 */
const timeKeys = (page: Page, queries: readonly string[]): Promise<number[]> =>
  page.evaluate(async (queries) => {
    const field = document.querySelector<HTMLInputElement>('input[type=search]')
    if (field === null) throw new Error('no search field')
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    const painted = () =>
      new Promise<number>((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => resolve(performance.now()))
          port1.start()
          port2.postMessage(null)
        })
      })
    const times: number[] = []
    for (const query of queries) {
      const began = performance.now()
      set?.call(field, query)
      field.dispatchEvent(new Event('input', { bubbles: true }))
      times.push((await painted()) - began)
      // A person's next key: idle time in which nothing is measured.
      await new Promise((resolve) => setTimeout(resolve, 80))
    }
    set?.call(field, '')
    field.dispatchEvent(new Event('input', { bubbles: true }))
    return times
  }, queries)

/** es-hangul as the page could load it, for the naive way. */
const esHangul = (): string => {
  const entry = createRequire(import.meta.url).resolve('es-hangul')
  return readFileSync(join(entry, '../index.js'), 'utf8')
}

/** The naive way in the same page: es-hangul over each name at each key, no painting counted. */
async function timeNaive(page: Page, names: readonly string[], queries: readonly string[]) {
  // As an expression of the debugger, which the page's content policy leaves alone.
  await page.evaluate(
    `{ const module = { exports: {} }; const exports = module.exports; ${esHangul()}; window.hangul = module.exports }`,
  )
  return page.evaluate(
    ([names, queries]) => {
      const { getChoseong, disassemble } = Reflect.get(window, 'hangul') as Record<
        'getChoseong' | 'disassemble',
        (text: string) => string
      >
      return queries.map((query) => {
        const began = performance.now()
        const letters = disassemble(query.replaceAll(' ', ''))
        const found = names.filter((name) => {
          const plain = name.replaceAll(' ', '')
          return getChoseong(plain).includes(query) || disassemble(plain).includes(letters)
        })
        return found.length < 0 ? 0 : performance.now() - began
      })
    },
    [names, queries] as const,
  )
}

/** True where the p95 is within the target. */
export async function benchSearch(products: number, rounds: number): Promise<boolean> {
  const userData = mkdtempSync(join(tmpdir(), 'gyesan-bench-'))
  const folder = join(userData, 'stores/training')
  mkdirSync(folder, { recursive: true })
  await seedFile(join(folder, 'till.sqlite'), join(folder, 'backups'), products, 1)
  const till = await launchTill({ userData, env: { POS_STORE: 'training' } })
  try {
    const page = await till.page('app://till/')
    await page.getByRole('searchbox').waitFor({ timeout: 60_000 })
    // The catalogue itself: before it is there, nothing is searched and nothing drawn.
    await page.locator('[data-index]').first().waitFor({ timeout: 60_000 })
    const queries = steps()
    await timeKeys(page, queries)
    const ours: number[] = []
    for (let round = 0; round < rounds; round += 1) ours.push(...(await timeKeys(page, queries)))
    const idle = await timeKeys(
      page,
      Array.from({ length: queries.length }, () => ''),
    )
    const names = await page.evaluate(async () => {
      const { till } = window as unknown as {
        till: {
          invoke(name: string, input: unknown): Promise<{ data: { products: { name: string }[] } }>
        }
      }
      return (await till.invoke('catalogue.list', {})).data.products.map(({ name }) => name)
    })
    const naive = await timeNaive(
      page,
      names,
      queries.filter((_, at) => at % 4 === 0),
    )
    process.stdout.write(`host ${till.host}, ${products} products\n`)
    process.stdout.write(`${line('key to painted', ours)}\n`)
    process.stdout.write(`${line('a frame alone, nothing to do', idle)}\n`)
    process.stdout.write(`${line('naive, es-hangul at each key, search only', naive)}\n`)
    process.stdout.write(
      `naive / ours: ${(percentile(naive, 0.5) / percentile(ours, 0.5)).toFixed(1)} times at p50, ${(percentile(naive, 0.95) / percentile(ours, 0.95)).toFixed(1)} at p95\n`,
    )
    const isFast = percentile(ours, 0.95) <= TARGET
    process.stdout.write(`target ${TARGET} ms at p95: ${isFast ? 'reached' : 'NOT reached'}\n`)
    return isFast
  } finally {
    await till.close()
    rmSync(userData, { recursive: true, force: true, maxRetries: 3 })
  }
}

import type { OrderPage, ParsedInputOf } from '#shared/ipc/contract.ts'
import { ok, type Result } from '#shared/result.ts'
import type { ApplicationPorts } from './application-ports.ts'
import { orderRow } from './views/order-view.ts'

const PAGE = 50
/** Counting costs as much as there is to count: past this the page says "more than". */
const COUNT_CAP = 10_000

/** Newest first; what the filter holds in all comes with the first page only. */
export const createSearchOrders =
  ({ orders, settings }: Pick<ApplicationPorts, 'orders' | 'settings'>) =>
  async (input: ParsedInputOf<'orders.search'>): Promise<Result<OrderPage>> => {
    const { cursor, limit, ...asked } = input
    const filter = { ...asked, text: asked.text === '' ? undefined : asked.text }
    const [{ language }, page, summary] = await Promise.all([
      settings.preferences(),
      orders.search(filter, cursor ?? null, limit ?? PAGE),
      cursor === undefined ? orders.summarise(filter, COUNT_CAP) : null,
    ])
    return ok({
      rows: page.rows.map((row) => orderRow(row, language)),
      nextCursor: page.nextCursor,
      summary,
    })
  }

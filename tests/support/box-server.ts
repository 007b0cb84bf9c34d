import { createTossBox, type BoxOptions, type TossBox } from '../../src/main/training/box.ts'
import { listen, type ListeningServer } from '../../tools/toss/server.ts'

export interface BoxServer extends ListeningServer {
  readonly box: TossBox
}

/** The box on a real port of this machine. Where the box gives no answer, the connection is cut. */
export async function startBoxServer(options: BoxOptions): Promise<BoxServer> {
  const box = createTossBox(options)
  return { box, ...(await listen(box.handle)) }
}

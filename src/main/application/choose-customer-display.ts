import type { CustomerDisplayView } from '#shared/ipc/customer-display-contract.ts'
import { ok, type Result } from '#shared/result.ts'
import type { CustomerDisplayChoice } from '#shared/vocabulary.ts'
import type { ApplicationPorts } from './application-ports.ts'

/** 손님 화면: where it is, and where it is wanted. The windows are the shell's; the choice is kept first. */
export const createChooseCustomerDisplay = ({
  settings,
  customerDisplay,
}: Pick<ApplicationPorts, 'settings' | 'customerDisplay'>) => ({
  get: async (): Promise<Result<CustomerDisplayView>> => ok(customerDisplay.view()),
  async choose({
    choice,
  }: {
    readonly choice: CustomerDisplayChoice
  }): Promise<Result<CustomerDisplayView>> {
    await settings.saveCustomerDisplay(choice)
    return ok(customerDisplay.choose(choice))
  },
})

import { MainArea } from '../../frame/areas.tsx'

export function OrdersScreen() {
  return <MainArea>{null}</MainArea>
}

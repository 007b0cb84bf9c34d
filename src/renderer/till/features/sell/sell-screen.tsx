import { MainArea } from '../../frame/areas.tsx'

export function SellScreen() {
  return <MainArea>{null}</MainArea>
}

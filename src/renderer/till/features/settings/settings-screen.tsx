import { MainArea } from '../../frame/areas.tsx'

export function SettingsScreen() {
  return <MainArea>{null}</MainArea>
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cartStore } from '../../ipc/cart-store.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { ApprovalDialog } from '../../ui/approval-dialog.tsx'

/** Other edits have made the discounts count for more than anybody may give: main won't take money for it yet. */
export function ApprovalNotice() {
  const { t } = useTranslation('cart')
  const [isAsking, setIsAsking] = useState(false)
  return (
    <Banner tone="amber">
      <span className="flex items-center justify-between gap-3">
        {t('approval.needed')}
        <Button tone="raised" className="shrink-0" onPress={() => setIsAsking(true)}>
          {t('approval.ask')}
        </Button>
      </span>
      {isAsking && (
        <ApprovalDialog approve={cartStore.approve} onClose={() => setIsAsking(false)} />
      )}
    </Banner>
  )
}

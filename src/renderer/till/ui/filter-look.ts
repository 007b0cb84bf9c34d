/** Looks that the two filter buttons and their popovers share. */
export const FILTER_BUTTON =
  'flex min-h-12 items-center gap-2 rounded-control bg-fill px-3.5 font-semibold whitespace-nowrap text-ink hover:bg-fill-press pressed:bg-fill-press'
export const FLOATING =
  'max-h-[80vh] overflow-auto rounded-card bg-card p-2 shadow-float outline-none'

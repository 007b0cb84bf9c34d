/** The key that does the same: F2. Hidden from screen readers; use aria-keyshortcuts on the control. */
export function KeyHint({ children }: { children: string }) {
  return (
    <kbd
      aria-hidden
      className="shrink-0 rounded-tag bg-fill px-2 py-0.5 font-sans text-strip font-semibold text-ink-3"
    >
      {children}
    </kbd>
  )
}

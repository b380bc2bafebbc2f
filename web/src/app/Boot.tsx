/** The shell's outline while the session loads; it appears after 150 ms, so that a quick start shows no flicker. */
export function Boot() {
  return (
    <div
      aria-busy="true"
      className="grid h-dvh animate-skeleton grid-cols-[232px_minmax(0,1fr)] max-xl:grid-cols-[56px_minmax(0,1fr)] max-md:grid-cols-1"
    >
      <div className="border-r bg-sidebar max-md:hidden" />
      <div className="h-(--bar) border-b" />
      <p role="status" className="sr-only">
        Loading
      </p>
    </div>
  )
}

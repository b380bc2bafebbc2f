/** The looks shared by everything that floats; on a phone each becomes a sheet at the bottom edge. */
export const floatingClass = {
  /** The positioned box around the popup. */
  positioner: "floating z-40 outline-none",
  popup:
    "rounded-lg bg-popover text-foreground shadow-popover outline-none origin-(--transform-origin) transition-[opacity,scale,translate] duration-100 data-starting-style:opacity-0 md:data-starting-style:scale-[0.98] data-ending-style:opacity-0 max-md:data-starting-style:translate-y-4",
  /** Dims the page under a sheet on a phone; nothing on a desktop. */
  backdrop:
    "fixed inset-0 z-39 bg-overlay transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0 md:hidden",
  /** Dims the page under a dialog. */
  scrim:
    "fixed inset-0 z-30 bg-overlay transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0",
  item: "group/item flex h-[30px] w-full cursor-default select-none items-center gap-2 rounded-md px-2 text-left text-foreground text-sm outline-none data-highlighted:bg-accent data-disabled:opacity-50 max-md:h-11 max-md:text-base [&_.lucide]:text-muted-foreground",
  groupTitle: "px-2 pt-1.5 pb-0.5 font-medium text-2xs text-subtle-foreground",
  separator: "m-1 h-px bg-border",
}

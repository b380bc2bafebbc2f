/** ui/Popover, loaded when it is first opened. Same props. */
import type { PopoverProps } from "@/ui/Popover"
import { LazyOverlay, type LazyProps, overlay } from "./LazyOverlay"

const popover = overlay<PopoverProps>(() => import("@/ui/Popover").then(({ Popover }) => Popover), "dialog")

export const LazyPopover = (props: LazyProps<PopoverProps>) => <LazyOverlay of={popover} given={props} />

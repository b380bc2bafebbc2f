/** ui/Menu, loaded when it is first opened. Same props. */
import type { MenuProps } from "@/ui/Menu"
import { LazyOverlay, type LazyProps, overlay } from "./LazyOverlay"

const menu = overlay<MenuProps>(() => import("@/ui/Menu").then(({ Menu }) => Menu), "menu")

export const LazyMenu = (props: LazyProps<MenuProps>) => <LazyOverlay of={menu} given={props} />

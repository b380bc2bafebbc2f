/** ui/Picker, loaded when it is first opened. Same props, `trigger` required. */
import type { PickerProps } from "@/ui/Picker"
import { LazyOverlay, type LazyProps, overlay } from "./LazyOverlay"

const picker = overlay<PickerProps>(() => import("@/ui/Picker").then(({ Picker }) => Picker), "listbox")

export const LazyPicker = (props: LazyProps<PickerProps>) => <LazyOverlay of={picker} given={props} />

/** Opening the command palette and the list of shortcuts from anywhere. */
import { createStore, useStore } from "./store"

export type Overlay = "palette" | "shortcuts" | "create" | null

const overlay = createStore<Overlay>(null)

export const useOverlay = () => useStore(overlay)
export const openOverlay = (next: Overlay) => overlay.set(next)

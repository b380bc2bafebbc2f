/** What stands around every screen: sidebar or bottom bar, banner, overlays, and the keys that work everywhere. */
import { Outlet, useNavigate } from "@tanstack/react-router"
import { Suspense } from "react"
import { useDirectory } from "@/lib/directory"
import { useKeys } from "@/lib/keys"
import { openOverlay, useOverlay } from "@/lib/palette"
import { part } from "@/lib/part"
import { buttonClass } from "@/ui/button-class"
import { Toaster } from "@/ui/Toaster"
import { destinations, settings } from "../navigation"
import { BottomBar } from "./BottomBar"
import { OfflineBanner } from "./OfflineBanner"
import { Sidebar } from "./Sidebar"
import { UnsavedGuard } from "./UnsavedGuard"

const Palette = part(() => import("../palette/Palette"), "Palette")
const Shortcuts = part(() => import("./Shortcuts"), "Shortcuts")
const CreateSheet = part(() => import("./CreateSheet"), "CreateSheet")
const ViewingAs = part(() => import("@/features/settings/ViewingAs"), "ViewingAs")

export function Shell() {
  const overlay = useOverlay()
  const navigate = useNavigate()
  const { viewingAs } = useDirectory().viewer
  useKeys("Anywhere", [
    { keys: "$mod+k", label: "Search and run", run: () => openOverlay("palette"), always: true },
    { keys: "Shift+?", label: "All shortcuts", run: () => openOverlay("shortcuts") },
  ])
  useKeys(
    "Go to",
    [...destinations, settings].map(({ key, label, to }) => ({
      keys: `g ${key}`,
      label,
      run: () => navigate({ to: to as never }),
    })),
  )
  return (
    <div className="grid h-dvh grid-cols-[232px_minmax(0,1fr)] overflow-hidden max-xl:grid-cols-[56px_minmax(0,1fr)] max-md:flex max-md:flex-col">
      <a href="#main" className={buttonClass({ className: "fixed -top-16 left-2 z-50 focus:top-2" })}>
        Skip to content
      </a>
      <Sidebar />
      <div className="relative flex min-h-0 min-w-0 flex-col bg-background max-md:flex-1">
        {viewingAs && (
          <Suspense>
            <ViewingAs role={viewingAs.name} />
          </Suspense>
        )}
        <OfflineBanner />
        <Outlet />
      </div>
      <BottomBar />
      <Toaster />
      <UnsavedGuard />
      <Suspense>
        {overlay === "palette" && <Palette />}
        {overlay === "shortcuts" && <Shortcuts />}
        {overlay === "create" && <CreateSheet />}
      </Suspense>
    </div>
  )
}

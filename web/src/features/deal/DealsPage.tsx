/** All deals, as a board of open ones by stage or as a grid. */
import { Plus, SquareKanban, Table2 } from "lucide-react"
import { Suspense, useCallback, useState } from "react"
import { useDirectory } from "@/lib/directory"
import { useKeys } from "@/lib/keys"
import { useIsPhone } from "@/lib/media"
import { Page } from "@/lib/page/Page"
import { part } from "@/lib/part"
import { useView } from "@/lib/view"
import { Button } from "@/ui/Button"
import { IconButton } from "@/ui/IconButton"
import { Segmented } from "@/ui/Segmented"
import { SkeletonRows } from "@/ui/SkeletonRows"
import { DealFilters } from "./DealFilters"
import { DealTotals } from "./DealTotals"
import { dealsView, layoutOf } from "./view"

const DealsBoard = part(() => import("./DealsBoard"), "DealsBoard")
const DealsGrid = part(() => import("./DealsGrid"), "DealsGrid")
const DealForm = part(() => import("./DealForm"), "DealForm")

const layouts = [
  { id: "board", label: "Board", icon: <SquareKanban aria-hidden="true" /> },
  { id: "grid", label: "Grid", icon: <Table2 aria-hidden="true" /> },
] as const

export function DealsPage() {
  const [view, setView] = useView(dealsView)
  const layout = layoutOf(view)
  const other = layout === "board" ? "grid" : "board"
  const { can } = useDirectory()
  const phone = useIsPhone()
  const [pill, setPill] = useState<HTMLElement | null>(null)
  const mayCreate = can("create", "DEAL")
  const create = useCallback(() => void setView({ create: true }), [setView])
  useKeys("Deals", [
    ...(mayCreate ? [{ keys: "c", label: "New deal", run: create }] : []),
    {
      keys: "v",
      label: "Board or grid",
      run: () => void setView({ layout: other }),
    },
  ])
  return (
    <Page
      title={phone && layout === "board" ? "Pipeline" : "Deals"}
      tabs={
        <Segmented
          label="Layout"
          items={[...layouts]}
          value={layout}
          onChange={(layout) => void setView({ layout })}
        />
      }
      actions={
        mayCreate && (
          <Button variant="primary" kbd="C" icon={<Plus aria-hidden="true" />} onClick={create}>
            New deal
          </Button>
        )
      }
      phoneActions={
        <IconButton
          label={layout === "board" ? "Show as a list" : "Show as a board"}
          onClick={() => void setView({ layout: other })}
        >
          {layout === "board" ? <Table2 aria-hidden="true" /> : <SquareKanban aria-hidden="true" />}
        </IconButton>
      }
      toolbar={<DealFilters view={view} onChange={(patch) => void setView(patch)} />}
      toolbarEnd={
        <>
          <span ref={setPill} className="max-md:hidden" />
          <DealTotals view={view} />
        </>
      }
    >
      <Suspense fallback={<SkeletonRows />}>
        {layout === "board" ? (
          <DealsBoard view={view} onCreate={mayCreate ? create : undefined} />
        ) : (
          <DealsGrid view={view} onChange={setView} onCreate={mayCreate ? create : undefined} pill={pill} />
        )}
      </Suspense>
      {view.create && (
        <Suspense>
          <DealForm stageId={view.stage} onClose={() => void setView({ create: undefined })} />
        </Suspense>
      )}
    </Page>
  )
}

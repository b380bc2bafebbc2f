/** Where a stage stands among its sisters, for its mark. */
import type { StageShape } from "@/ui/StageMark"

type Stage = { id: string; kind?: string }

/** Closed kinds are filled; the open ones show how far along they are. */
export function stageShape(stages: readonly Stage[], id: string | null | undefined): StageShape {
  const found = stages.find((stage) => stage.id === id)
  const open = stages.filter(({ kind }) => kind !== "DISQUALIFIED")
  const position = Math.max(
    0,
    open.findIndex((stage) => stage.id === id),
  )
  const kind = found?.kind === "DISQUALIFIED" ? "lost" : found?.kind === "CUSTOMER" ? "won" : "open"
  return { position, total: open.length, kind }
}

/** What is handed on: its name, its stage, its company, and the way to it. */
import { Link } from "@tanstack/react-router"
import { Maximize2 } from "lucide-react"
import { useDirectory } from "@/lib/directory"
import { subjectOf } from "@/lib/handoff/subject"
import { RecordLink } from "@/lib/RecordLink"
import { pathOfId } from "@/lib/record-type"
import { stageShape } from "@/lib/stage-shape"
import { Avatar } from "@/ui/Avatar"
import { buttonClass } from "@/ui/button-class"
import { Stage } from "@/ui/Stage"
import type { FullHandoff } from "./HandoffDetail"

export function HandoffHeader({ handoff }: { handoff: FullHandoff }) {
  const { leadStage, dealStage, leadStages, pipelines } = useDirectory()
  const { kind, name, role, company, companyId, stageId } = subjectOf(handoff)
  const stage = kind === "Deal" ? dealStage(stageId) : leadStage(stageId)
  const sisters =
    kind === "Deal"
      ? (pipelines.find(({ stages }) => stages.some(({ id }) => id === stageId))?.stages ?? [])
      : leadStages
  const path = pathOfId(handoff.subjectId)
  const { subject } = handoff
  const about = subject?.__typename === "Lead" || subject?.__typename === "Deal" ? subject.company : null
  const rest = [
    about?.city,
    about?.industry,
    about?.employees != null && `${about.employees.toLocaleString("en-GB")} employees`,
  ].filter(Boolean)
  return (
    <>
      <div className="flex items-center gap-2.5">
        <Avatar id={companyId ?? handoff.subjectId} name={company ?? name} kind="company" size="lg" />
        <h2 className="min-w-0 truncate font-semibold text-xl">{name}</h2>
        <span className="ml-auto" />
        {stage && <Stage name={stage.name} {...stageShape(sisters, stageId)} className="max-md:hidden" />}
        {path && (
          <Link to={path as never} className={buttonClass({ variant: "ghost" })}>
            <Maximize2 aria-hidden="true" />
            Open
          </Link>
        )}
      </div>
      <p className="mt-0.5 text-muted-foreground">
        {kind} · {role}
        {company && (
          <>
            {role ? " at " : ""}
            <RecordLink id={companyId}>{company}</RecordLink>
          </>
        )}
        {rest.length > 0 && `, ${rest.join(", ")}`}
      </p>
      {stage && <Stage name={stage.name} {...stageShape(sisters, stageId)} className="mt-1.5 md:hidden" />}
    </>
  )
}

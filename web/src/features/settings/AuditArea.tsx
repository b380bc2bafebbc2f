/** What was done, as a badge whose sign tells of what kind it is. */
import { Eraser, KeyRound, LogIn, type LucideIcon, Settings, ShieldCheck, SquarePen } from "lucide-react"
import { Badge } from "@/ui/Badge"
import { type Area, actionWords, areaOf, toneOf } from "./audit-words"

const areas: Record<Area, { icon: LucideIcon; label: string }> = {
  signIn: { icon: LogIn, label: "Signing in" },
  token: { icon: KeyRound, label: "Tokens" },
  permission: { icon: ShieldCheck, label: "People and permissions" },
  record: { icon: SquarePen, label: "Records" },
  erasure: { icon: Eraser, label: "Erasing" },
  workspace: { icon: Settings, label: "Workspace" },
}

export function AuditArea({ action, subjectId }: { action: string; subjectId?: string | null }) {
  const area = areaOf(action, subjectId)
  const { icon: Icon, label } = areas[area]
  return (
    <Badge tone={toneOf(action, area)} icon={<Icon aria-hidden="true" />}>
      <span className="sr-only">{label}: </span>
      {actionWords(action)}
    </Badge>
  )
}

/** A deal that needs a look: what is wrong with it, and the way to put it right. */
import { Link } from "@tanstack/react-router"
import { CalendarX2, CircleDashed, Hourglass, type LucideIcon, UserX } from "lucide-react"
import type { AttentionReason, TodayQuery } from "@/gql/graphql"
import { useDirectory } from "@/lib/directory"
import { stageShape } from "@/lib/stage-shape"
import { Badge } from "@/ui/Badge"
import { buttonClass } from "@/ui/button-class"
import { cn } from "@/ui/cn"
import { Money } from "@/ui/Money"
import { StageMark } from "@/ui/StageMark"
import { lineClass, lineNote, lineText, lineTitle } from "./line-class"

type Reason = { icon: LucideIcon; words: string; action: string; danger?: boolean }

const reasons: Record<AttentionReason, Reason> = {
  ROTTING: { icon: Hourglass, words: "Rotting", action: "Log activity" },
  CLOSE_DATE_PASSED: { icon: CalendarX2, words: "Close date passed", action: "Set date", danger: true },
  NO_NEXT_STEP: { icon: CircleDashed, words: "No next step", action: "Add step" },
  NO_DECISION_MAKER: { icon: UserX, words: "No decision maker", action: "Add contact" },
}

type Props = { entry: TodayQuery["today"]["attention"][number]; fresh: boolean }

export function AttentionLine({ entry: { deal, reason, days }, fresh }: Props) {
  const { pipelines, baseCurrency } = useDirectory()
  const stages = pipelines.find(({ stages }) => stages.some(({ id }) => id === deal.stageId))?.stages ?? []
  const { icon: Icon, words, action, danger } = reasons[reason]
  const to = `/deals/${deal.id}` as never
  return (
    <li data-line={deal.id} className={lineClass(fresh)}>
      <span className="flex flex-none md:w-[54px] md:pl-[26px]">
        <StageMark {...stageShape(stages, deal.stageId)} />
      </span>
      <span className={lineText}>
        <Link to={to} className={lineTitle}>
          {deal.name}
        </Link>
        <span className={lineNote}>{deal.company?.name}</span>
      </span>
      <Money
        amount={deal.amount}
        currency={deal.currency ?? baseCurrency}
        className="w-[76px] text-right max-md:hidden"
      />
      <span className="flex flex-none md:w-[148px]">
        <Badge tone={danger ? "danger" : "warning"} icon={<Icon aria-hidden="true" />}>
          {words}
          {days != null && ` ${days} d`}
        </Badge>
      </span>
      <Link
        to={to}
        aria-label={`${action}: ${deal.name}`}
        className={cn(buttonClass({ size: "sm" }), "relative w-[110px] max-md:hidden")}
      >
        {action}
      </Link>
    </li>
  )
}

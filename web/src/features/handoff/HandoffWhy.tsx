/** Why it was offered: the giver's words and the rule, and why it was declined, if it was. */
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { DateText } from "@/ui/DateText"
import type { FullHandoff } from "./HandoffDetail"

export function HandoffWhy({ handoff, mine }: { handoff: FullHandoff; mine: boolean }) {
  const { assignee, user, declineReason, me } = useDirectory()
  const now = useMinute()
  const giver = assignee(handoff.fromId)
  const reason = declineReason(handoff.declineReasonId)
  const message = handoff.subject?.__typename === "Lead" ? handoff.subject.message : null
  const quote = "mt-1.5 max-w-[60ch] border-border-strong border-l-2 py-0.5 pl-3 text-base leading-[22px]"
  return (
    <>
      <h3 className="mt-5 mb-1 font-semibold">
        {mine
          ? handoff.toId === me.id
            ? "Why you"
            : "Why your team"
          : `Why ${assignee(handoff.toId)?.name ?? "them"}`}
      </h3>
      {handoff.reason && <p>{handoff.reason}</p>}
      {handoff.note && <p className={quote}>{handoff.note}</p>}
      {!handoff.note && message && <p className={quote}>{message}</p>}
      <p className="mt-1.5 text-subtle-foreground">
        {giver && `${giver.name.split(" ")[0]}, `}
        <DateText value={handoff.offeredAt} now={now} time />
        {handoff.ruleName && (
          <>
            {" · by rule "}
            <span className="text-muted-foreground">{handoff.ruleName}</span>
          </>
        )}
      </p>
      {handoff.state === "DECLINED" && (
        <>
          <h3 className="mt-5 mb-1 font-semibold">Why it was declined</h3>
          <p>{reason?.label ?? "No reason was given"}</p>
          {handoff.declineNote && <p className={quote}>{handoff.declineNote}</p>}
          <p className="mt-1.5 text-subtle-foreground">
            {user(handoff.answeredById)?.name} <DateText value={handoff.answeredAt} now={now} time />
          </p>
        </>
      )}
    </>
  )
}

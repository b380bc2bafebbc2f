/** What has happened to it so far, from its opening to this offer. */
import { useMinute } from "@/lib/clock"
import { useDirectory } from "@/lib/directory"
import { DateText } from "@/ui/DateText"
import { instant } from "@/ui/dates"
import type { FullHandoff } from "./HandoffDetail"

type Moment = { at: string; words: string }

export function HandoffStory({ handoff }: { handoff: FullHandoff }) {
  const { assignee, me } = useDirectory()
  const now = useMinute()
  const who = (id: string) => {
    const found = assignee(id)
    if (!found || id === me.id) return found ? "you" : "somebody"
    return found.kind === "queue" ? found.name : (found.name.split(" ")[0] ?? found.name)
  }
  const story = momentsOf(handoff, who)
  return (
    <section className="mt-3 border-t pt-[18px]">
      <h3 className="mb-2 font-semibold">So far</h3>
      <ol>
        {story.map(({ at, words }) => (
          <li key={at + words} className="flex justify-between gap-3 py-1 text-muted-foreground">
            <span className="min-w-0 truncate">{words}</span>
            <DateText value={at} now={now} time className="font-medium text-foreground" />
          </li>
        ))}
      </ol>
    </section>
  )
}

function momentsOf(handoff: FullHandoff, who: (id: string) => string): Moment[] {
  const { subject } = handoff
  const story: Moment[] = []
  if (subject?.__typename === "Deal") story.push({ at: subject.createdAt, words: "Deal made" })
  if (subject?.__typename === "Lead") {
    story.push({ at: subject.openedAt, words: "Captured" })
    if (subject.response?.respondedAt)
      story.push({ at: subject.response.respondedAt, words: "First response" })
    for (const { id, toId, state, answeredAt } of subject.handoffs)
      if (id !== handoff.id && answeredAt)
        story.push({ at: answeredAt, words: `Offered to ${who(toId)}, ${state.toLocaleLowerCase()}` })
  }
  story.push({ at: handoff.offeredAt, words: `Offered to ${who(handoff.toId)}` })
  if (handoff.answeredAt) {
    const by = handoff.answeredById ? ` by ${who(handoff.answeredById)}` : ""
    const state = handoff.state
    story.push({ at: handoff.answeredAt, words: state.charAt(0) + state.slice(1).toLocaleLowerCase() + by })
  }
  return story.sort((a, b) => instant(a.at) - instant(b.at))
}

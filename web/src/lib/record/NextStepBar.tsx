/** What is planned for a record next, above its timeline; Done completes it. */
import type { ActivityFieldsFragment } from "@/gql/graphql"
import { Button } from "@/ui/Button"
import { NextActivity } from "@/ui/NextActivity"
import { toast } from "@/ui/toast"
import { useAction } from "../action"
import { useMinute } from "../clock"
import { useDirectory } from "../directory"
import { nextWords } from "./next-words"
import { CompleteActivityMutation } from "./queries"

type Props = { activity: ActivityFieldsFragment; onDone?: () => void }

export function NextStepBar({ activity, onDone }: Props) {
  const now = useMinute()
  const { user, me } = useDirectory()
  const [complete, busy] = useAction(CompleteActivityMutation)
  const { id, subject, body, type, dueAt, ownerId } = activity
  const next = nextWords(dueAt, now)
  const done = async () => {
    const { failure } = await complete({ id })
    if (failure) return toast.show({ tone: "problem", title: "Not completed.", description: failure.message })
    toast.show({ title: "Done." })
    onDone?.()
  }
  return (
    <div className="mb-3 flex items-center gap-2.5 rounded-md border bg-surface px-3 py-2">
      <NextActivity state={next.state}>{next.words}</NextActivity>
      <span className="min-w-0 flex-1 truncate">
        <span className="font-medium">{subject || body || type}</span>
        <span className="text-muted-foreground">
          {" "}
          · {ownerId === me.id ? "you" : (user(ownerId)?.name ?? "nobody")}
        </span>
      </span>
      <Button size="sm" busy={busy} onClick={() => void done()}>
        Done
      </Button>
    </div>
  )
}

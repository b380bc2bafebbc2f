/** Ticking a task off: shown at once, taken back with the reason; asks for what its type requires. */
import { Suspense, useState } from "react"
import type { TaskLineFragment } from "@/gql/graphql"
import { useAction } from "@/lib/action"
import { useDirectory } from "@/lib/directory"
import { part } from "@/lib/part"
import { CompleteActivityMutation } from "@/lib/record/queries"
import { toast } from "@/ui/toast"

const CompleteDialog = part(() => import("./CompleteDialog"), "CompleteDialog")

export function useTick(refresh: () => void) {
  const { activityTypes } = useDirectory()
  const [run] = useAction(CompleteActivityMutation)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<TaskLineFragment | null>(null)

  async function complete(task: TaskLineFragment) {
    setTicked((ids) => new Set(ids).add(task.id))
    const { failure } = await run({ id: task.id })
    if (!failure) return refresh()
    setTicked((ids) => new Set([...ids].filter((id) => id !== task.id)))
    if (failure.code === "INVALID") return setAsking(task)
    toast.show({
      tone: "problem",
      title: `“${task.subject ?? "The task"}” is not done.`,
      description: failure.message,
      action: { label: "Retry", onSelect: () => void complete(task) },
    })
  }

  function tick(task: TaskLineFragment) {
    const type = activityTypes.find(({ name }) => name === task.type)
    const asks = type?.nextStepRequired || (type?.requiredFields.includes("outcome") && !task.outcome)
    if (asks) setAsking(task)
    else void complete(task)
  }

  const dialog = asking && (
    <Suspense>
      <CompleteDialog
        task={asking}
        onClose={() => setAsking(null)}
        onDone={(id) => {
          setTicked((ids) => new Set(ids).add(id))
          refresh()
        }}
      />
    </Suspense>
  )
  return { ticked, tick, dialog }
}

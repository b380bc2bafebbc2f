/** Says, on every screen, that it is seen through another role, and ends that. */
import { Eye } from "lucide-react"
import { useSend } from "@/lib/action"
import { Button } from "@/ui/Button"
import { toast } from "@/ui/toast"
import { faultWords } from "./Fault"
import { ViewAsMutation } from "./queries"

export function ViewingAs({ role }: { role: string }) {
  const [viewAs, busy] = useSend(ViewAsMutation)
  const stop = async () => {
    const { failure } = await viewAs({ input: { roleId: null } })
    // A full load: nothing that was read through the role stays.
    if (!failure) return window.location.assign("/settings/roles")
    toast.show({ tone: "problem", title: "It goes on.", description: faultWords(failure) })
  }
  return (
    <div
      role="status"
      className="flex flex-none items-center gap-2 border-primary-line border-b bg-primary-soft px-5 py-1.5 text-primary-text max-md:px-4"
    >
      <Eye className="size-3.5" aria-hidden="true" />
      <p className="min-w-0 flex-1">
        You see Baton as <span className="font-semibold">{role}</span> sees it.{" "}
        <span className="max-md:hidden">Nothing can be changed meanwhile.</span>
      </p>
      <Button size="sm" variant="soft" busy={busy} onClick={() => void stop()}>
        Stop
      </Button>
    </div>
  )
}

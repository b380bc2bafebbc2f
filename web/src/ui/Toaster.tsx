import { Check, Info, TriangleAlert, Trophy, X } from "lucide-react"
import { useEffect, useState, useSyncExternalStore } from "react"
import { Button } from "./Button"
import { cn } from "./cn"
import { IconButton } from "./IconButton"
import { type Toast, toast } from "./toast"

const icons = { done: Check, won: Trophy, problem: TriangleAlert, plain: Info }

/** Shows the toasts; rendered once, in the shell. They wait while hovered or focused. */
export function Toaster() {
  const toasts = useSyncExternalStore(toast.subscribe, toast.current, toast.current)
  return (
    <section
      aria-label="Notifications"
      className="pointer-events-none fixed right-4 bottom-4 z-60 grid justify-items-end gap-2 max-md:inset-x-3 max-md:bottom-[calc(68px+env(safe-area-inset-bottom))]"
    >
      {toasts.map((one) => (
        <ToastCard key={one.id} {...one} />
      ))}
    </section>
  )
}

function ToastCard({ id, title, description, tone, action, duration }: Toast) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held || duration === 0) return
    const timer = setTimeout(() => toast.dismiss(id), duration)
    return () => clearTimeout(timer)
  }, [held, duration, id])
  const Icon = icons[tone]
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only holds the timer.
    <div
      role={tone === "problem" ? "alert" : "status"}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={cn(
        "pointer-events-auto flex min-h-10 max-w-[440px] animate-[appear_120ms] items-center gap-2.5 rounded-lg bg-popover py-1.5 pr-2 pl-3 text-sm shadow-popover max-md:w-full",
        tone === "won" && "bg-success-soft text-success-text",
      )}
    >
      <Icon className="size-3.5" aria-hidden="true" />
      <span className="min-w-0 flex-1">
        <span className="font-medium">{title}</span>
        {description && (
          <span className={tone === "won" ? "tabular-nums" : "text-muted-foreground"}> {description}</span>
        )}
      </span>
      {action && (
        <Button
          size="sm"
          variant={tone === "problem" ? "plain" : "ghost"}
          kbd={action.kbd}
          onClick={() => {
            toast.dismiss(id)
            action.onSelect()
          }}
        >
          {action.label}
        </Button>
      )}
      {(duration === 0 || !action) && (
        <IconButton label="Dismiss" size="sm" onClick={() => toast.dismiss(id)}>
          <X className="size-3.5!" aria-hidden="true" />
        </IconButton>
      )}
    </div>
  )
}

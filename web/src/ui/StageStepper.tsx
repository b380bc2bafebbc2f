import { Check } from "lucide-react"
import { cn } from "./cn"
import { StageMark } from "./StageMark"

export type StageStep = {
  id: string
  label: string
  /** How long it was or has been here, such as "14 m". */
  age?: string
  kind?: "open" | "won" | "lost"
}

export type StageStepperProps = {
  /** The stages in their order. */
  steps: StageStep[]
  currentId: string
  /** Asked to move here. Without it the steps only show. */
  onMove?: (id: string) => void
  className?: string
}

/** Where a record stands; a step is a button that moves it there. On a phone only the present one has words. */
export function StageStepper({ steps, currentId, onMove, className }: StageStepperProps) {
  const at = steps.findIndex((step) => step.id === currentId)
  const open = steps.filter((step) => (step.kind ?? "open") === "open").length
  return (
    <ol aria-label="Stage" className={cn("flex min-w-0 items-stretch gap-[3px]", className)}>
      {steps.map((step, index) => {
        const now = index === at
        const done = index < at
        const quiet = !now && "max-md:sr-only"
        return (
          <li
            key={step.id}
            className={cn("group/step min-w-0 flex-1 basis-0", !now && "max-md:flex-none max-md:basis-7")}
          >
            <button
              type="button"
              title={step.label}
              aria-current={now ? "step" : undefined}
              aria-disabled={!onMove || now || undefined}
              onClick={() => !now && onMove?.(step.id)}
              className={cn(
                "flex h-7 w-full min-w-0 items-center gap-1.5 rounded-xs px-2.5 text-xs transition-colors max-md:h-9 max-md:text-sm",
                "group-first/step:rounded-l-md group-last/step:rounded-r-md",
                now && "bg-primary font-medium text-primary-foreground",
                done && "bg-primary-soft text-muted-foreground",
                !now && !done && "bg-muted text-subtle-foreground",
                !now && "max-md:justify-center max-md:px-0",
                !now && onMove && "hover:bg-border hover:text-foreground",
              )}
            >
              {done && <Check className="size-3 stroke-2 text-primary-text" aria-hidden="true" />}
              {now && <StageMark position={index} total={open} kind={step.kind} color="inherit" />}
              <span className={cn("truncate", quiet)}>{step.label}</span>
              {done && <span className="sr-only">, passed</span>}
              {step.age && (
                <span className={cn("ml-auto whitespace-nowrap tabular-nums", quiet)}>{step.age}</span>
              )}
            </button>
          </li>
        )
      })}
    </ol>
  )
}

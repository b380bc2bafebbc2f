import { type ComponentProps, useId, useRef } from "react"
import { cn } from "./cn"
import { DatePick, type Pick } from "./DatePick"
import { Echo } from "./Echo"
import type { Reader } from "./reading"
import { useCoarse } from "./use-coarse"
import { useOpenField } from "./use-open-field"

export type InlineEditProps = {
  /** The text that is edited. */
  value: string
  /** What it is, such as "Amount". */
  label: string
  /** Saves; if it rejects, the text stays in the field and the reason is shown. */
  onSave: (value: string) => Promise<unknown> | undefined
  /** What is shown when not editing; by default the text. */
  children?: React.ReactNode
  placeholder?: string
  type?: "text" | "email" | "tel" | "url"
  /** Reads the text, for the words below it that say what was understood; `onSave` rejects what cannot be read. */
  reader?: Reader
  /** With the browser's calendar beside it, or its own field where there is no mouse. */
  pick?: Pick
  inputMode?: ComponentProps<"input">["inputMode"]
  readOnly?: boolean
  /** It is a field from the start: the click that mounts it opened it. */
  startsOpen?: boolean
  /** There is no room for a sentence: what went wrong goes to a toast. */
  narrow?: boolean
  /** Tells others, such as presence, that typing began or ended. */
  onEditingChange?: (editing: boolean) => void
  className?: string
}

/** A value that becomes a field when clicked. Enter saves, Escape takes it back, leaving saves. */
export function InlineEdit(props: InlineEditProps) {
  const { value, label, onSave, children, placeholder = "Add", type = "text", readOnly, className } = props
  const { narrow, reader, pick } = props
  const field = useOpenField({
    label,
    initial: props.startsOpen ? value : null,
    unchanged: (typed) => typed === value,
    onSave,
    narrow,
    onEditingChange: props.onEditingChange,
  })
  const { draft, problem } = field
  const back = useRef<HTMLButtonElement>(null)
  const native = useCoarse() && pick
  const echo = useId()
  const focusBack = () => requestAnimationFrame(() => back.current?.focus())

  const box = "-mx-1.5 block w-[calc(100%+12px)] min-w-0 rounded-md px-1.5 h-7 max-md:h-10"
  if (readOnly) return <span className={cn("block truncate", className)}>{children ?? (value || "–")}</span>
  if (draft === null) {
    return (
      <button
        ref={back}
        type="button"
        aria-label={`${label}: ${value || "empty"}. Edit`}
        onClick={() => field.open(value)}
        className={cn(box, "truncate text-left hover:bg-muted", className)}
      >
        {children ?? (value || <span className="text-subtle-foreground">{placeholder}</span>)}
      </button>
    )
  }
  const reading = reader?.read(draft)
  const understood = reading?.problem === undefined ? reading?.value : ""
  return (
    <span className="block">
      <span className="relative block">
        <input
          // biome-ignore lint/a11y/noAutofocus: the field takes the place of what was just clicked.
          autoFocus
          type={native || type}
          inputMode={props.inputMode}
          aria-label={label}
          aria-invalid={problem !== null || undefined}
          aria-describedby={reader && !problem ? echo : undefined}
          value={native ? understood : draft}
          onChange={(event) => {
            // The browser's own field says nothing of what it cannot read.
            if (!event.target.validity.badInput) field.type(event.target.value)
          }}
          onFocus={(event) => !native && event.target.select()}
          onBlur={() => void field.save()}
          onKeyDown={async (event) => {
            event.stopPropagation()
            if (event.key === "Escape") {
              field.close()
              focusBack()
            }
            if (event.key === "Enter" && (await field.save())) focusBack()
          }}
          className={cn(
            box,
            "bg-background outline-2 outline-ring -outline-offset-2 aria-invalid:outline-danger max-md:text-[16px]",
            pick && !native && "pr-8",
            className,
          )}
        />
        {reader && pick && !native && (
          <DatePick
            kind={pick}
            value={understood ?? ""}
            onPick={(picked) => field.type(reader.written(picked))}
            tabIndex={-1}
          />
        )}
      </span>
      {reading && !problem && (
        <Echo
          id={echo}
          reading={draft === value ? { value, words: "" } : reading}
          left={false}
          className="py-1"
        />
      )}
      {problem && !narrow && (
        <span role="alert" className="block whitespace-normal py-1 text-danger-text text-xs">
          {problem}
        </span>
      )}
    </span>
  )
}

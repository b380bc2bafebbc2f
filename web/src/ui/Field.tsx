import { CircleAlert } from "lucide-react"
import { type ReactNode, useId } from "react"
import { cn } from "./cn"

/** What the control inside must carry. */
export type FieldControl = {
  id: string
  "aria-describedby"?: string
  "aria-invalid"?: true
  "aria-required"?: true
}

export type FieldProps = {
  label: ReactNode
  /** Builds the control; spread what it receives onto it. */
  children: (control: FieldControl) => ReactNode
  error?: string
  hint?: ReactNode
  /** Says “Optional” beside the label. */
  optional?: boolean
  required?: boolean
  /** A link or word at the end of the label's line. */
  aside?: ReactNode
  hideLabel?: boolean
  className?: string
}

/** A control with its label, its hint and what is wrong with it. */
export function Field({
  label,
  children,
  error,
  hint,
  optional,
  required,
  aside,
  hideLabel,
  className,
}: FieldProps) {
  const id = useId()
  const describedBy = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ")
  return (
    <div className={cn("grid content-start gap-1.5", className)}>
      <div className={cn("flex items-baseline justify-between gap-2", hideLabel && "sr-only")}>
        <label htmlFor={id} className="font-medium text-sm">
          {label}
          {optional && <span className="font-normal text-subtle-foreground"> Optional</span>}
        </label>
        {aside}
      </div>
      {children({
        id,
        "aria-describedby": describedBy || undefined,
        "aria-invalid": error ? true : undefined,
        "aria-required": required || undefined,
      })}
      {error && (
        <p id={`${id}-error`} className="flex items-center gap-[5px] text-danger-text text-xs">
          <CircleAlert className="size-3.5" aria-hidden="true" />
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-muted-foreground text-xs">
          {hint}
        </p>
      )}
    </div>
  )
}

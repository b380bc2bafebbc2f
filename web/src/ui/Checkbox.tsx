import { type ComponentProps, type ReactNode, useEffect, useRef } from "react"
import { cn } from "./cn"

export type CheckboxProps = Omit<ComponentProps<"input">, "type" | "ref" | "children"> & {
  /** Some of the things below are on. */
  indeterminate?: boolean
  /** Round, for a task to tick off. */
  round?: boolean
} & (
    | { children: ReactNode }
    | { children?: undefined; "aria-label": string }
    | { children?: undefined; "aria-labelledby": string }
  )

/** On, off or partly on. The words beside it are its label; without words it needs an aria-label. */
export function Checkbox({ indeterminate = false, round, className, children, ...rest }: CheckboxProps) {
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = indeterminate
  }, [indeterminate])
  const box = (
    <input
      {...rest}
      ref={ref}
      type="checkbox"
      className={cn(
        "check max-md:before:absolute max-md:before:-inset-3.5",
        round && "check-round",
        !children && className,
      )}
    />
  )
  if (!children) return box
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the input is the box above.
    <label className={cn("inline-flex items-start gap-2 [&>.check]:mt-0.5 max-md:gap-3", className)}>
      {box}
      <span>{children}</span>
    </label>
  )
}

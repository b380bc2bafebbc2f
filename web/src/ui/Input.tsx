import type { ComponentProps, ReactNode } from "react"
import { cn } from "./cn"
import { inputClass } from "./input-class"

export type InputProps = Omit<ComponentProps<"input">, "size"> & {
  /** 28 px for toolbars, 36 px for forms. */
  size?: "sm" | "lg"
  /** An icon inside, before the text. */
  icon?: ReactNode
}

/** One line of text. Give it a label, by Field or aria-label. */
export function Input({ size = "lg", icon, className, ...rest }: InputProps) {
  const input = (
    <input
      {...rest}
      className={cn(
        inputClass,
        size === "sm" ? "h-7 px-2 text-sm" : "h-9",
        "max-md:h-11",
        icon && (size === "sm" ? "pl-7" : "pl-8"),
        className,
      )}
    />
  )
  if (!icon) return input
  return (
    <span className="relative block">
      <span className="pointer-events-none absolute inset-y-0 left-2 grid place-items-center text-subtle-foreground">
        {icon}
      </span>
      {input}
    </span>
  )
}

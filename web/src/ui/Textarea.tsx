import type { ComponentProps } from "react"
import { cn } from "./cn"
import { inputClass } from "./input-class"

export type TextareaProps = ComponentProps<"textarea"> & {
  /** Without an edge, where a composer draws its own. */
  bare?: boolean
}

/** Several lines of text; grows with what is typed where the browser can. */
export function Textarea({ bare, className, ...rest }: TextareaProps) {
  return (
    <textarea
      {...rest}
      className={cn(
        inputClass,
        "field-sizing-content min-h-[76px] resize-y py-2 leading-5",
        bare && "resize-none rounded-none border-0 bg-transparent focus-visible:outline-0",
        className,
      )}
    />
  )
}

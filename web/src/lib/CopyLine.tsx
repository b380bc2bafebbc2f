/** A line of code or an address, with a button that copies it. */
import { Check, Copy } from "lucide-react"
import { type FocusEvent, useEffect, useId, useState } from "react"
import { cn } from "@/ui/cn"
import { IconButton } from "@/ui/IconButton"
import { toast } from "@/ui/toast"

export type CopyLineProps = {
  label: string
  text: string
  /** What is copied, for readers. */
  what: string
  /** Code of several lines. */
  lines?: boolean
}

const code = "min-w-0 flex-1 bg-transparent py-0.5 font-mono text-xs leading-5"

export function CopyLine({ label, text, what, lines }: CopyLineProps) {
  const [copied, setCopied] = useState(false)
  const id = useId()
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () =>
        toast.show({
          tone: "problem",
          title: "Not copied.",
          description: "Select the text and copy it by hand.",
        }),
    )
  const shown = {
    readOnly: true,
    "aria-labelledby": id,
    value: text,
    onFocus: (event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => event.currentTarget.select(),
  }
  return (
    <div>
      <p id={id} className="mb-1 font-medium">
        {label}
      </p>
      <div className="flex min-w-0 items-start gap-1 rounded-md border bg-surface py-1 pr-1 pl-2.5">
        {lines ? (
          <textarea {...shown} rows={5} wrap="off" className={cn(code, "resize-y")} />
        ) : (
          <input {...shown} className={cn(code, "truncate")} />
        )}
        <IconButton size="sm" label={copied ? "Copied" : `Copy ${what}`} onClick={() => void copy()}>
          {copied ? <Check className="text-success-text" aria-hidden="true" /> : <Copy aria-hidden="true" />}
        </IconButton>
        <span role="status" className="sr-only">
          {copied && "Copied"}
        </span>
      </div>
    </div>
  )
}

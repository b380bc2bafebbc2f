/** A line of code or an address, with a button that copies it. */
import { Check, Copy } from "lucide-react"
import { useEffect, useId, useState } from "react"
import { IconButton } from "@/ui/IconButton"
import { toast } from "@/ui/toast"

type Props = {
  label: string
  text: string
  /** What is copied, for readers. */
  what: string
}

export function CopyLine({ label, text, what }: Props) {
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
  return (
    <div>
      <p id={id} className="mb-1 font-medium">
        {label}
      </p>
      <div className="flex min-w-0 items-center gap-1 rounded-md border bg-surface py-1 pr-1 pl-2.5">
        <input
          readOnly
          aria-labelledby={id}
          value={text}
          onFocus={(event) => event.currentTarget.select()}
          className="min-w-0 flex-1 truncate bg-transparent font-mono text-xs leading-5"
        />
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

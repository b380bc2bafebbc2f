import { cn } from "./cn"
import { keyWords } from "./key-words"

const tones = {
  plain: "border-border bg-background text-muted-foreground",
  soft: "border-primary-line text-inherit",
  "on-primary": "border-transparent bg-[oklch(1_0_0/0.16)] text-primary-foreground",
}

export type KbdProps = {
  /** A key or a chord: "A", "Mod+K", "Enter". */
  keys: string
  tone?: keyof typeof tones
  /** Read out too, where no control carries the shortcut, as in a list of shortcuts. */
  spoken?: boolean
  className?: string
}

/** A key of the keyboard, shown beside the action that it does. */
export function Kbd({ keys, tone = "plain", spoken, className }: KbdProps) {
  return (
    <span
      aria-hidden={!spoken || undefined}
      className={cn(
        "inline-flex h-[18px] min-w-[18px] flex-none items-center justify-center gap-0.5 rounded-sm border px-1 font-medium text-2xs leading-none",
        tones[tone],
        className,
      )}
    >
      {keyWords(keys).map((key) => (
        <span key={key}>{key}</span>
      ))}
    </span>
  )
}

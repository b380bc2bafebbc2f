import { Baton } from "./Baton"
import { cn } from "./cn"
import { StageMark } from "./StageMark"

const rows = [
  { inset: "", hue: "hue-10", width: "w-28" },
  { inset: "mx-3 opacity-70", hue: "hue-6", width: "w-[84px]" },
  { inset: "mx-6 opacity-40", hue: "hue-2", width: "w-[102px]" },
]

/** Three rows that fade: records to come, each with a person on it. */
export function EmptyArt() {
  return (
    <div className="grid w-[340px] max-w-full gap-1.5">
      {rows.map((row, at) => (
        <div
          key={row.hue}
          className={cn("flex h-10 items-center gap-2.5 rounded-md border bg-card px-3", row.inset)}
        >
          <StageMark position={at + 1} total={5} />
          <span className={cn("h-2 rounded-[5px] bg-muted", row.width)} />
          <Baton className="ml-auto" />
          <span className={cn("avatar size-5 rounded-full", row.hue)} />
        </div>
      ))}
    </div>
  )
}

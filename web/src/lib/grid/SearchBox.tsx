/** Narrows a list by text as one types; `/` goes there. */
import { Search } from "lucide-react"
import { useEffect, useRef, useState } from "react"
import { Input } from "@/ui/Input"
import { useKeys } from "../keys"

type Props = { label: string; value: string | undefined; onChange: (value: string | undefined) => void }

export function SearchBox({ label, value, onChange }: Props) {
  const [typed, setTyped] = useState(value ?? "")
  const input = useRef<HTMLInputElement>(null)
  const latest = useRef(onChange)
  latest.current = onChange
  // What comes back of what was typed here does not take away what was typed since.
  const told = useRef(value)
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setTyped(value ?? "")
  }, [value])
  useEffect(() => {
    const next = typed.trim() || undefined
    if (next === told.current) return
    const timer = setTimeout(() => {
      told.current = next
      latest.current(next)
    }, 250)
    return () => clearTimeout(timer)
  }, [typed])
  useKeys("List", [{ keys: "/", label: "Search the list", run: () => input.current?.focus() }])
  return (
    <div className="w-44 flex-none max-md:w-[190px]">
      <Input
        ref={input}
        size="sm"
        type="search"
        icon={<Search className="size-3.5!" aria-hidden="true" />}
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return
          setTyped("")
          input.current?.blur()
        }}
      />
    </div>
  )
}

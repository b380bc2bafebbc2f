import { useEffect, useId, useRef, useState } from "react"
import { cn } from "./cn"
import { DatePick, type Pick } from "./DatePick"
import { Echo } from "./Echo"
import { Input, type InputProps } from "./Input"
import type { Reader } from "./reading"
import { useCoarse } from "./use-coarse"

export type TypedProps = Omit<InputProps, "type" | "value" | "defaultValue" | "onChange" | "icon"> & {
  /** The value to begin with, as the API has it. */
  defaultValue?: string | null
  /** What is typed, when it is held elsewhere. */
  text?: string
  onText?: (text: string) => void
  /** Follows what is typed; undefined while it cannot be read. */
  onValue?: (value: string | undefined) => void
  /** Called with what can be read when the field is left, and by Enter. */
  onCommit?: (value: string) => void
}

/**
 * A field whose text is read as the person's language writes it. What was understood stands below before it is saved; what
 * cannot be read is never sent: the form stays, and the field says how to write it. By its name a form has the value.
 */
export function TypedInput(props: TypedProps & { reader: Reader; pick?: Pick }) {
  const { reader, pick, name, defaultValue, text: given, onText, onValue, onCommit, ...rest } = props
  const [own, setOwn] = useState(() => reader.written(defaultValue))
  const [from, setFrom] = useState(defaultValue)
  const [left, setLeft] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const coarse = useCoarse()
  const echo = useId()
  const text = given ?? own
  const reading = reader.read(text)
  const { problem } = reading
  const value = reading.problem === undefined ? reading.value : ""
  // Another value to begin with takes the place of the one before, but not of what was typed.
  if (from !== defaultValue) {
    setFrom(defaultValue)
    const before = reader.read(reader.written(from))
    if (problem === undefined && before.problem === undefined && value === before.value)
      setOwn(reader.written(defaultValue))
  }
  const type = (next: string) => {
    setOwn(next)
    onText?.(next)
    const read = reader.read(next)
    onValue?.(read.problem === undefined ? read.value : undefined)
  }
  const native = pick !== undefined && coarse
  useEffect(() => input.current?.setCustomValidity(problem ?? ""), [problem])
  return (
    <span className="grid gap-1.5">
      <span className="relative block">
        <Input
          {...rest}
          ref={input}
          type={native ? pick : "text"}
          autoComplete="off"
          value={native ? value : text}
          placeholder={rest.placeholder ?? (pick ? reader.example : undefined)}
          aria-invalid={(left && problem !== undefined) || rest["aria-invalid"] || undefined}
          aria-describedby={[rest["aria-describedby"], echo].filter(Boolean).join(" ")}
          onChange={(event) => {
            // The browser's own field says nothing of what it cannot read.
            if (!event.target.validity.badInput) type(event.target.value)
          }}
          onFocus={(event) => {
            setLeft(false)
            rest.onFocus?.(event)
          }}
          onBlur={(event) => {
            setLeft(true)
            if (problem === undefined) onCommit?.(value)
            rest.onBlur?.(event)
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && problem === undefined) onCommit?.(value)
            rest.onKeyDown?.(event)
          }}
          onInvalid={(event) => {
            if (problem === undefined) return
            // The field says it itself, and in better words than the browser.
            event.preventDefault()
            const first = event.currentTarget.form?.querySelector(":invalid:not(fieldset)")
            if (first === event.currentTarget) event.currentTarget.focus()
            setLeft(true)
          }}
          className={cn("tabular-nums", pick && !native && "pr-8", rest.className)}
        />
        {pick && !native && (
          <DatePick
            kind={pick}
            value={value}
            onPick={(picked) => {
              type(reader.written(picked))
              onCommit?.(picked)
            }}
            disabled={rest.disabled}
          />
        )}
      </span>
      <Echo id={echo} reading={reading} left={left} />
      {name && <input type="hidden" name={name} value={value} />}
    </span>
  )
}

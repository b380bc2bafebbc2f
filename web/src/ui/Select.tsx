import { Select as Base } from "@base-ui/react/select"
import { Check, ChevronDown } from "lucide-react"
import type { ReactNode } from "react"
import { cn } from "./cn"
import { floatingClass } from "./floating-class"
import { inputClass } from "./input-class"

export type SelectOption<T extends string> = { id: T; label: string; icon?: ReactNode; disabled?: boolean }

export type SelectProps<T extends string> = {
  options: SelectOption<T>[]
  value: T | null
  onChange: (id: T) => void
  placeholder?: string
  /** 28 px for toolbars, 36 px for forms. */
  size?: "sm" | "lg"
  disabled?: boolean
  id?: string
  className?: string
  /** Needed where no Field names it. */
  "aria-label"?: string
  "aria-describedby"?: string
  "aria-invalid"?: boolean
}

/** One of a short list. For a long or searched list use Picker. */
export function Select<T extends string>(props: SelectProps<T>) {
  const {
    options,
    value,
    onChange,
    placeholder = "Choose…",
    size = "lg",
    disabled,
    className,
    ...control
  } = props
  const chosen = options.find((option) => option.id === value)
  return (
    <Base.Root
      value={value}
      onValueChange={(next: T | null) => next !== null && onChange(next)}
      items={options.map((option) => ({ value: option.id, label: option.label }))}
      disabled={disabled}
    >
      <Base.Trigger
        {...control}
        className={cn(
          inputClass,
          "flex items-center gap-2 text-left max-md:h-11",
          size === "sm" ? "h-7 px-2 text-sm" : "h-9",
          className,
        )}
      >
        {chosen?.icon}
        <Base.Value className={cn("flex-1 truncate", !chosen && "text-subtle-foreground")}>
          {chosen?.label ?? placeholder}
        </Base.Value>
        <Base.Icon>
          <ChevronDown className="text-muted-foreground" aria-hidden="true" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Backdrop className={floatingClass.backdrop} />
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className={floatingClass.positioner}>
          <Base.Popup
            className={cn(
              floatingClass.popup,
              "max-h-(--available-height) min-w-(--anchor-width) overflow-auto p-1",
            )}
          >
            <Base.List>
              {options.map((option) => (
                <Base.Item
                  key={option.id}
                  value={option.id}
                  disabled={option.disabled}
                  className={floatingClass.item}
                >
                  {option.icon}
                  <Base.ItemText className="truncate">{option.label}</Base.ItemText>
                  <Base.ItemIndicator className="ml-auto pl-3">
                    <Check className="size-3.5" aria-hidden="true" />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

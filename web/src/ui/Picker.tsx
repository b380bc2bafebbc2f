import { Combobox } from "@base-ui/react/combobox"
import { Check, Plus, Search } from "lucide-react"
import { type ReactElement, type ReactNode, type RefObject, useState } from "react"
import { cn } from "./cn"
import { floatingClass } from "./floating-class"

export type PickerOption = {
  id: string
  label: string
  /** An avatar, a stage mark or an icon. */
  icon?: ReactNode
  /** Quiet words after the label, such as "9 open". */
  hint?: ReactNode
  disabled?: boolean
}

export type PickerProps = {
  options: PickerOption[]
  value: string | null
  onChange: (id: string) => void
  /** What is chosen, such as "Owner". */
  label: string
  /** The element that opens it. Without one, control `open` and give an `anchor`. */
  trigger?: ReactElement
  anchor?: Element | RefObject<Element | null> | null
  open?: boolean
  onOpenChange?: (open: boolean) => void
  placeholder?: string
  /** The options come from a search elsewhere: called with what is typed, and nothing is filtered here. */
  onQueryChange?: (query: string) => void
  loading?: boolean
  /** Words when nothing matches. */
  empty?: string
  /** Offers to make what was typed. */
  onCreate?: (query: string) => void
  createLabel?: (query: string) => string
}

/** A searchable list to choose one from: an owner, a company, a stage. Opens with the cursor in the search. */
export function Picker(props: PickerProps) {
  const { options, value, onChange, label, trigger, anchor, open, onOpenChange, placeholder, onQueryChange } =
    props
  const { loading, empty = "Nothing matches.", onCreate, createLabel } = props
  const [query, setQuery] = useState("")
  const [ownOpen, setOwnOpen] = useState(false)
  const setOpen = (next: boolean) => {
    setOwnOpen(next)
    onOpenChange?.(next)
  }
  const typed = query.trim()
  const exists = options.some((option) => option.label.toLocaleLowerCase() === typed.toLocaleLowerCase())
  return (
    <Combobox.Root
      items={options}
      value={options.find((option) => option.id === value) ?? null}
      onValueChange={(option: PickerOption | null) => option && onChange(option.id)}
      isItemEqualToValue={(a: PickerOption, b: PickerOption) => a.id === b.id}
      itemToStringLabel={(option: PickerOption) => option.label}
      open={open ?? ownOpen}
      onOpenChange={setOpen}
      onInputValueChange={(next) => {
        setQuery(next)
        onQueryChange?.(next)
      }}
      filter={onQueryChange ? null : undefined}
      autoHighlight
    >
      {trigger && <Combobox.Trigger render={trigger} />}
      <Combobox.Portal>
        <Combobox.Backdrop className={floatingClass.backdrop} />
        <Combobox.Positioner
          align="start"
          sideOffset={4}
          anchor={anchor}
          className={floatingClass.positioner}
        >
          <Combobox.Popup
            aria-label={label}
            className={cn(floatingClass.popup, "md:w-64 md:max-w-(--available-width)")}
          >
            <div className="flex items-center gap-2 border-b px-3">
              <Search className="size-3.5 text-subtle-foreground" aria-hidden="true" />
              <Combobox.Input
                aria-label={label}
                placeholder={placeholder ?? `${label}…`}
                className="h-9 min-w-0 flex-1 bg-transparent text-sm outline-none max-md:h-12 max-md:text-[16px]"
              />
            </div>
            <Combobox.Status className="sr-only">{loading ? "Searching" : null}</Combobox.Status>
            <Combobox.Empty className="text-muted-foreground text-sm not-empty:px-3 not-empty:py-2.5">
              {loading ? "Searching…" : empty}
            </Combobox.Empty>
            <Combobox.List className="max-h-[min(20rem,calc(var(--available-height)-3rem))] overflow-auto overscroll-contain p-1 empty:p-0">
              {(option: PickerOption) => (
                <Combobox.Item
                  key={option.id}
                  value={option}
                  disabled={option.disabled}
                  className={floatingClass.item}
                >
                  {option.icon}
                  <span className="truncate">{option.label}</span>
                  {option.hint && (
                    <span className="truncate text-muted-foreground text-xs">{option.hint}</span>
                  )}
                  <Combobox.ItemIndicator className="ml-auto pl-2">
                    <Check className="size-3.5" aria-hidden="true" />
                  </Combobox.ItemIndicator>
                </Combobox.Item>
              )}
            </Combobox.List>
            {onCreate && typed !== "" && !exists && (
              <div className="border-t p-1">
                <button
                  type="button"
                  className={cn(floatingClass.item, "hover:bg-accent focus-visible:bg-accent")}
                  onClick={() => {
                    setOpen(false)
                    onCreate(typed)
                  }}
                >
                  <Plus aria-hidden="true" />
                  <span className="truncate">{createLabel?.(typed) ?? `Create “${typed}”`}</span>
                </button>
              </div>
            )}
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}

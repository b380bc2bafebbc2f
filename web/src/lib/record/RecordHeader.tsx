/** The head of a record: who or what it is, who is responsible, what can be done, where it stands. */
import type { ReactNode } from "react"

export type RecordHeaderProps = {
  avatar?: ReactNode
  title: ReactNode
  subtitle?: ReactNode
  /** Who holds it: a ResponsibleChip, or a picker around one. */
  holder?: ReactNode
  /** Buttons; hidden on a phone, where the bar has them. */
  actions?: ReactNode
  stepper?: ReactNode
}

export function RecordHeader({ avatar, title, subtitle, holder, actions, stepper }: RecordHeaderProps) {
  return (
    <div className="flex-none border-b px-5 pt-3.5 pb-3 max-md:px-4 max-md:py-3">
      <div className="flex items-center gap-3 max-md:flex-wrap max-md:gap-y-2.5">
        {avatar}
        <div className="min-w-0 flex-1 max-md:basis-60">
          <h1 className="truncate font-semibold text-xl leading-[26px]">{title}</h1>
          {subtitle && <p className="truncate text-muted-foreground">{subtitle}</p>}
        </div>
        {holder && <div className="min-w-0 max-md:basis-full">{holder}</div>}
        {actions && <div className="flex flex-none items-center gap-2 max-md:hidden">{actions}</div>}
      </div>
      {stepper && <div className="mt-3">{stepper}</div>}
    </div>
  )
}

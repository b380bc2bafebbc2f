/** What comes next and when, under the text of the composer. */
import { DateInput } from "@/ui/DateInput"
import { Input } from "@/ui/Input"
import { DuePresets } from "./DuePresets"
import type { Draft } from "./use-draft"

type Props = {
  draft: Pick<Draft, "nextStep" | "due">
  onChange: (patch: Partial<Draft>) => void
  /** A task has its own text: only the date is asked for. */
  dueOnly?: boolean
}

export function NextStepFields({ draft, onChange, dueOnly }: Props) {
  return (
    <div className="grid gap-2 px-3.5 pb-2.5">
      {!dueOnly && (
        <Input
          size="sm"
          aria-label="Next step"
          placeholder="Next step"
          value={draft.nextStep}
          onChange={(event) => onChange({ nextStep: event.target.value })}
        />
      )}
      <div className="flex flex-wrap items-start gap-1.5">
        <div className="w-[190px] max-md:w-full">
          <DateInput size="sm" time aria-label="Due" text={draft.due} onText={(due) => onChange({ due })} />
        </div>
        <DuePresets onPick={(due) => onChange({ due })} />
      </div>
    </div>
  )
}

/** Start with an empty workspace, or with sample data to explore. */
import { cn } from "@/ui/cn"

const choices = [
  { sampleData: false, label: "Start empty", hint: "Your own records from the first minute." },
  {
    sampleData: true,
    label: "Explore with sample data",
    hint: "Invented people, leads and deals, to look around in.",
  },
]

type Props = { sampleData: boolean; onChange: (sampleData: boolean) => void }

export function StartChoice({ sampleData, onChange }: Props) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-sm">How to start</legend>
      {choices.map((choice) => (
        <label
          key={choice.label}
          className={cn(
            "flex items-start gap-2.5 rounded-md border border-border-strong p-3",
            choice.sampleData === sampleData && "border-primary-line bg-primary-soft",
          )}
        >
          <input
            type="radio"
            name="start"
            checked={choice.sampleData === sampleData}
            onChange={() => onChange(choice.sampleData)}
            className="mt-0.5 size-4 flex-none accent-primary"
          />
          <span>
            <span className="block font-medium">{choice.label}</span>
            <span className="block text-muted-foreground text-xs">{choice.hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** What a role may do with each kind of record, and how far that reaches. */
import { useIsPhone } from "@/lib/media"
import { Part } from "./Part"
import { ReachMark } from "./ReachMark"
import { ReachPicker } from "./ReachPicker"
import type { RolePartProps } from "./RoleBasics"
import {
  type Draft,
  objects,
  reachesFor,
  reachOf,
  reachWord,
  reachWords,
  verbs,
  withReach,
} from "./role-draft"

type Props = RolePartProps & { saved: Draft }
type Line = (typeof objects)[number]
type Column = (typeof verbs)[number]

const legend = [
  { reach: "NONE", hint: "" },
  { reach: "OWN", hint: "what they answer for" },
  { reach: "TEAM", hint: "what their teams have" },
  { reach: "ALL", hint: "everything" },
] as const

export function Matrix({ draft, saved, onChange, disabled }: Props) {
  const phone = useIsPhone()
  const cell = ({ id, label, owned }: Line, verb: Column) => {
    const value = reachOf(draft, id, verb.id)
    return (
      <ReachPicker
        label={`${label}: ${verb.label.toLowerCase()}`}
        value={value}
        // What stands is offered even where it could not be chosen anew.
        options={[...new Set([...reachesFor(verb.id, owned), value])].map((reach) => ({
          reach,
          label: reachWord(verb.id, reach),
        }))}
        disabled={disabled}
        changed={value !== reachOf(saved, id, verb.id)}
        onChange={(reach) => onChange(withReach(draft, id, verb.id, reach))}
      />
    )
  }
  return (
    <Part
      plain
      title="Records"
      description={
        <span className="flex flex-wrap gap-x-4 gap-y-1 pt-0.5">
          {legend.map(({ reach, hint }) => (
            <span key={reach} className="flex items-center gap-1.5">
              <ReachMark reach={reach} />
              <span className="font-medium text-foreground">{reachWords[reach]}</span>
              {hint}
            </span>
          ))}
        </span>
      }
    >
      {phone ? (
        <ul aria-label="Rights">
          {objects.map((line) => (
            <li key={line.id} className="p-4 not-last:border-b">
              <h3 className="mb-2 font-semibold">{line.label}</h3>
              <div className="grid grid-cols-2 gap-2">
                {verbs.map((verb) => (
                  <div key={verb.id}>
                    <p aria-hidden="true" className="mb-1 text-muted-foreground text-xs">
                      {verb.label}
                    </p>
                    {cell(line, verb)}
                  </div>
                ))}
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <table className="w-full table-fixed">
          <thead>
            <tr className="h-8 border-b text-muted-foreground text-xs">
              <th scope="col" className="w-[22%] pl-4 text-left font-medium">
                <span className="sr-only">Kind of record</span>
              </th>
              {verbs.map(({ id, label }) => (
                <th key={id} scope="col" className="pl-2.5 text-left font-medium">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {objects.map((line) => (
              <tr key={line.id} className="not-last:border-b">
                <th scope="row" className="h-10 pl-4 text-left font-medium">
                  {line.label}
                </th>
                {verbs.map((verb) => (
                  <td key={verb.id} className="px-0.5">
                    {cell(line, verb)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Part>
  )
}

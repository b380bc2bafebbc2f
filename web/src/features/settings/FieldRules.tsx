/** Which fields a role reads or does not even see, kind by kind of record. */
import { useState } from "react"
import { useQuery } from "urql"
import type { FieldAccess, RecordType } from "@/gql/graphql"
import { toFailure } from "@/lib/failure"
import { Failed } from "@/lib/page/Failed"
import { Segmented } from "@/ui/Segmented"
import { Tabs } from "@/ui/Tabs"
import { Part } from "./Part"
import { FieldsQuery } from "./queries"
import type { RolePartProps } from "./RoleBasics"
import { RowsSkeleton } from "./RowsSkeleton"
import { accessOf, accessWords, objects, withAccess } from "./role-draft"

const accesses: FieldAccess[] = ["HIDDEN", "READ", "WRITE"]

export function FieldRules({ draft, onChange, disabled }: RolePartProps) {
  const [object, setObject] = useState<RecordType>("LEAD")
  const [{ data, error, fetching }, ask] = useQuery({ query: FieldsQuery, variables: { object } })
  const ruled = (object: RecordType) => draft.fields.filter((rule) => rule.object === object).length
  const fields = fetching ? undefined : data?.fields.filter(({ hideable }) => hideable)
  return (
    <Part
      plain
      title="Fields"
      description="Hidden fields are empty for these people, everywhere: on pages, in lists, in what they export and in the API."
    >
      <Tabs
        variant="line"
        label="Kind of record"
        panelId="field-rules"
        className="px-4"
        items={objects.map(({ id, label }) => ({ id, label, count: ruled(id) || undefined }))}
        value={object}
        onChange={setObject}
      />
      <div id="field-rules" role="tabpanel" aria-label="Fields">
        {error && (
          <Failed
            action="load the fields"
            failure={toFailure(error)}
            onRetry={() => ask({ requestPolicy: "network-only" })}
          />
        )}
        {!fields && !error && <RowsSkeleton label="Loading fields" rows={6} />}
        {fields?.length === 0 && <p className="p-4 text-muted-foreground">All fields are always shown.</p>}
        <ul aria-label="Fields" className="md:columns-2 md:gap-0">
          {fields?.map(({ name, label, editable }) => {
            const value = accessOf(draft, object, name)
            // What nobody types is read or hidden.
            const offered = accesses.filter((access) => editable || access !== "READ")
            return (
              <li
                key={name}
                className="flex min-h-10 break-inside-avoid items-center gap-2 border-b py-1 pr-3 pl-4 max-md:min-h-13"
              >
                <span className="min-w-0 flex-1 truncate" title={label}>
                  {label}
                </span>
                <fieldset
                  disabled={disabled}
                  className={disabled ? "pointer-events-none opacity-60" : undefined}
                >
                  <Segmented
                    label={`${label}: access`}
                    items={offered.map((id) => ({
                      id,
                      label: !editable && id === "WRITE" ? "Shown" : accessWords[id],
                    }))}
                    value={!editable && value === "READ" ? "WRITE" : value}
                    onChange={(access) => onChange(withAccess(draft, object, name, access))}
                  />
                </fieldset>
              </li>
            )
          })}
        </ul>
      </div>
    </Part>
  )
}

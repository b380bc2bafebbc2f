/** Territories in their order: which companies each takes, who works them, and who gets those without an owner. */
import { Map as MapIcon, Plus } from "lucide-react"
import { Suspense, useState } from "react"
import { useQuery } from "urql"
import type { SettingsTerritoryFragment } from "@/gql/graphql"
import { useConnection } from "@/lib/connection"
import { useDirectory } from "@/lib/directory"
import { toFailure } from "@/lib/failure"
import { useKeys } from "@/lib/keys"
import { useLiveEvents } from "@/lib/live"
import { Failed } from "@/lib/page/Failed"
import { part } from "@/lib/part"
import { useThrottled } from "@/lib/throttle"
import { Button } from "@/ui/Button"
import { EmptyState } from "@/ui/EmptyState"
import { Part } from "./Part"
import { FieldsQuery, TerritoriesQuery } from "./queries"
import { RowsSkeleton } from "./RowsSkeleton"
import { SettingsFrame } from "./SettingsFrame"
import { TerritoryRow } from "./TerritoryRow"
import { useTerritoryOrder } from "./use-territory-order"

const TerritoryForm = part(() => import("./TerritoryForm"), "TerritoryForm")
const DeleteTerritory = part(() => import("./DeleteTerritory"), "DeleteTerritory")

type Asked = { what: "create" } | { what: "edit" | "delete"; territory: SettingsTerritoryFragment } | null

export function TerritoriesPage() {
  const { administers } = useDirectory()
  const [{ data, error }, ask] = useQuery({
    query: TerritoriesQuery,
    pause: !administers,
    requestPolicy: "cache-and-network",
  })
  const [fields] = useQuery({
    query: FieldsQuery,
    variables: { object: "COMPANY" as const },
    pause: !administers,
  })
  const again = useThrottled(() => ask({ requestPolicy: "network-only" }))
  useLiveEvents(({ subjectType }) => /^territory$/i.test(subjectType), again)
  const offline = useConnection() === "offline"
  const [asked, setAsked] = useState<Asked>(null)
  const order = useTerritoryOrder(data?.territories ?? [], again)
  const create = () => setAsked({ what: "create" })
  useKeys("Territories", administers ? [{ keys: "c", label: "New territory", run: create }] : [])
  const close = () => setAsked(null)
  const territories = data && order.territories
  const button = (
    <Button
      variant="primary"
      kbd="C"
      icon={<Plus aria-hidden="true" />}
      disabled={offline || !data}
      onClick={create}
    >
      New territory
    </Button>
  )
  return (
    <SettingsFrame
      title="Territories"
      needs="administers"
      note={territories?.length || undefined}
      actions={territories && territories.length > 0 && button}
    >
      {territories?.length === 0 ? (
        <EmptyState art={<MapIcon className="size-7" />} title="Companies, divided by rules" action={button}>
          A territory takes the companies that meet its condition, such as a country or a size. Its team works
          them as its own, and its owner gets those that nobody has.
        </EmptyState>
      ) : (
        <Part
          plain
          title="Territories"
          description="Tried from the top: the first whose condition a company meets has it. Its team sees and works the company with its leads and deals."
        >
          {error && (
            <Failed
              action="load the territories"
              failure={toFailure(error)}
              onRetry={again}
              inline={!!territories}
            />
          )}
          {!territories && !error && <RowsSkeleton label="Loading territories" />}
          <ol aria-label="Territories">
            {territories?.map((territory, place) => (
              <TerritoryRow
                key={territory.id}
                territory={territory}
                place={place}
                last={place === territories.length - 1}
                fields={fields.data?.fields ?? []}
                disabled={offline}
                onMove={(by) => order.move(territory, by)}
                onEdit={() => setAsked({ what: "edit", territory })}
                onDelete={() => setAsked({ what: "delete", territory })}
              />
            ))}
          </ol>
          <p role="status" className="sr-only">
            {order.said}
          </p>
        </Part>
      )}
      <Suspense>
        {asked?.what === "create" && <TerritoryForm onClose={close} onDone={again} />}
        {asked?.what === "edit" && (
          <TerritoryForm territory={asked.territory} onClose={close} onDone={again} />
        )}
        {asked?.what === "delete" && (
          <DeleteTerritory territory={asked.territory} onClose={close} onDone={again} />
        )}
      </Suspense>
    </SettingsFrame>
  )
}

/** All campaigns: what they are, how they stand, and what came of them. */
import { Link } from "@tanstack/react-router"
import { Megaphone, Plus } from "lucide-react"
import { Suspense, useMemo } from "react"
import * as v from "valibot"
import type { CampaignRowFragment, ConditionInput } from "@/gql/graphql"
import { useBlocks } from "@/lib/blocks"
import { useConnection } from "@/lib/connection"
import { useDirectory } from "@/lib/directory"
import { FilterPick } from "@/lib/grid/FilterPick"
import { RecordGrid } from "@/lib/grid/RecordGrid"
import { SearchBox } from "@/lib/grid/SearchBox"
import { useKeys } from "@/lib/keys"
import { useIsPhone } from "@/lib/media"
import { Page } from "@/lib/page/Page"
import { part } from "@/lib/part"
import { flag, optionalText, useView } from "@/lib/view"
import { Button } from "@/ui/Button"
import { EmptyState } from "@/ui/EmptyState"
import { ListRow } from "@/ui/ListRow"
import { PendingPill } from "@/ui/PendingPill"
import { campaignColumns } from "./campaign-columns"
import { kindWords, statuses, statusLooks } from "./campaign-words"
import { CampaignsQuery } from "./queries"
import { StatusBadge } from "./StatusBadge"

const CampaignForm = part(() => import("./CampaignForm"), "CampaignForm")

const schema = v.object({
  search: optionalText,
  status: v.fallback(v.optional(v.picklist(statuses)), undefined),
  filter: v.fallback(v.optional(v.record(v.string(), v.unknown())), undefined),
  create: flag,
})
const options = statuses.map((id) => ({ id, label: statusLooks[id].label, icon: statusLooks[id].icon }))

export function CampaignsPage() {
  const directory = useDirectory()
  const phone = useIsPhone()
  const offline = useConnection() === "offline"
  const [{ search, status, filter, create }, setView] = useView(schema)
  const list = useBlocks({
    document: CampaignsQuery,
    variables: { search, status, filter: filter as ConditionInput | undefined },
    read: (data) => data.campaigns,
    type: "Campaign",
    watch: status ? ["status"] : [],
  })
  const columns = useMemo(() => campaignColumns(directory), [directory])
  const mayCreate = directory.can("create", "CAMPAIGN")
  const open = () => setView({ create: true })
  useKeys("Campaigns", mayCreate ? [{ keys: "c", label: "New campaign", run: open }] : [])
  // One primary button on the screen: an empty list has it in the middle.
  const none = list.total === 0 && !search && !status && !filter
  const button = (variant: "plain" | "primary") => (
    <Button variant={variant} kbd="C" icon={<Plus aria-hidden="true" />} disabled={offline} onClick={open}>
      New campaign
    </Button>
  )
  return (
    <Page
      title="Campaigns"
      note={list.total?.toLocaleString("en-GB")}
      actions={mayCreate && button(none ? "plain" : "primary")}
      toolbar={
        <>
          <SearchBox label="Search campaigns" value={search} onChange={(search) => setView({ search })} />
          <FilterPick
            field="Status"
            options={options}
            value={status}
            onChange={(id) => setView({ status: statuses.find((one) => one === id) })}
          />
        </>
      }
      toolbarEnd={!phone && <PendingPill count={list.pending} onRefresh={() => void list.refresh()} />}
    >
      <RecordGrid<CampaignRowFragment>
        label="Campaigns"
        list={list}
        columns={columns}
        href={({ id }) => `/campaigns/${id}`}
        name={({ name }) => name}
        filtered={Boolean(search || status || filter)}
        onClearFilters={() => setView({ search: undefined, status: undefined, filter: undefined })}
        card={({ id, name, type, channel, status, leadCount, wonDealCount }) => (
          <ListRow
            title={
              <Link to={`/campaigns/${id}` as never} className="row-link">
                {name}
              </Link>
            }
            subtitle={kindWords(type, channel)}
            aside={<StatusBadge status={status} />}
            foot={`${leadCount.toLocaleString("en-GB")} ${leadCount === 1 ? "lead" : "leads"}`}
            footEnd={`${wonDealCount.toLocaleString("en-GB")} won`}
          />
        )}
        empty={
          <EmptyState
            art={<Megaphone className="size-7" />}
            title="See which efforts become customers"
            action={mayCreate && button("primary")}
          >
            A campaign gathers the leads that came by its links and forms, and the deals that were won from
            them.
          </EmptyState>
        }
      />
      {create && (
        <Suspense>
          <CampaignForm onClose={() => setView({ create: undefined })} />
        </Suspense>
      )}
    </Page>
  )
}

/** One company: what it is, what was said, its people and its deals. */
import { useParams } from "@tanstack/react-router"
import { useState } from "react"
import { useQuery } from "urql"
import { useConnection } from "@/lib/connection"
import { useDirectory } from "@/lib/directory"
import { toFailure } from "@/lib/failure"
import { Failed } from "@/lib/page/Failed"
import { Composer } from "@/lib/record/Composer"
import { DeleteMenu } from "@/lib/record/DeleteMenu"
import { RecordHeader } from "@/lib/record/RecordHeader"
import { RecordPage } from "@/lib/record/RecordPage"
import { RecordPending } from "@/lib/record/RecordPending"
import { RecordTimeline } from "@/lib/record/RecordTimeline"
import { ShareButton } from "@/lib/record/ShareButton"
import { TrashBanner } from "@/lib/record/TrashBanner"
import { useHistory } from "@/lib/record/use-history"
import { Avatar } from "@/ui/Avatar"
import { Badge } from "@/ui/Badge"
import { CompanyProperties } from "./CompanyProperties"
import { CompanyRelated } from "./CompanyRelated"
import { CompanyQuery } from "./queries"

const list = { to: "/companies", label: "Companies" }

export function CompanyShow() {
  const { id = "" } = useParams({ strict: false })
  const { can } = useDirectory()
  const [items, setItems] = useState(50)
  const [{ data, error, fetching }, ask] = useQuery({ query: CompanyQuery, variables: { id, items } })
  const again = () => ask({ requestPolicy: "network-only" })
  useHistory(id, again)
  const offline = useConnection() === "offline"
  const company = data?.company
  const failure = error ? toFailure(error) : null
  if (!company)
    return (
      <RecordPending
        kind="Company"
        list={list}
        failure={failure}
        fetching={fetching}
        onRetry={again}
        square
      />
    )
  const { name, industry, employees, city, country, domains, accountTier, deletedAt } = company
  const facts = [
    industry,
    employees && `${employees.toLocaleString("en-GB")} people`,
    [city, country].filter(Boolean).join(", "),
    domains?.[0],
  ]
  const readOnly = offline || Boolean(deletedAt) || !can("edit", "COMPANY")
  return (
    <RecordPage
      id={id}
      title={name}
      kind="Company"
      list={list}
      actions={
        <>
          <ShareButton id={id} name={name} mayShare={!readOnly} />
          <DeleteMenu
            id={id}
            name={name}
            list={list.to}
            canDelete={can("delete", "COMPANY") && !offline && !deletedAt}
          />
        </>
      }
      header={
        <RecordHeader
          avatar={<Avatar id={id} name={name} kind="company" size="xl" />}
          title={name}
          subtitle={facts.filter(Boolean).join(" · ")}
          holder={accountTier ? <Badge>Target account, tier {accountTier}</Badge> : undefined}
        />
      }
      banner={
        <>
          {failure && <Failed inline action="refresh the company" failure={failure} onRetry={again} />}
          {deletedAt && <TrashBanner id={id} name={name} deletedAt={deletedAt} onRestored={again} />}
        </>
      }
      properties={<CompanyProperties company={company} readOnly={readOnly} />}
      related={<CompanyRelated company={company} readOnly={readOnly} />}
    >
      {!deletedAt && can("create", "ACTIVITY") && <Composer subjectIds={[id]} onLogged={again} />}
      <RecordTimeline
        items={company.timeline.nodes}
        hasMore={company.timeline.pageInfo.hasNextPage}
        onMore={() => setItems((now) => now + 50)}
      />
    </RecordPage>
  )
}

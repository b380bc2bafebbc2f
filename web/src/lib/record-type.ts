/** Ids carry their type as a prefix: `deal:01J…`. */
const types = {
  company: "Company",
  contact: "Contact",
  lead: "Lead",
  deal: "Deal",
  activity: "Activity",
  campaign: "Campaign",
  product: "Product",
  handoff: "Handoff",
  user: "User",
  team: "Team",
  stage: "Stage",
  role: "Role",
  provider: "Provider",
} as const

export type RecordTypeName = (typeof types)[keyof typeof types]

/** The GraphQL type of an id, or null when the prefix is not one a client knows. */
export function typeOfId(id: string): RecordTypeName | null {
  const prefix = id.slice(0, id.indexOf(":"))
  return types[prefix as keyof typeof types] ?? null
}

const paths: Partial<Record<RecordTypeName, string>> = {
  Company: "companies",
  Contact: "people",
  Lead: "leads",
  Deal: "deals",
  Campaign: "campaigns",
  Handoff: "handoffs",
}

/** Where a record is shown, or null for one without a page. */
export function pathOfId(id: string) {
  const type = typeOfId(id)
  const path = type && paths[type]
  return path ? `/${path}/${id}` : null
}

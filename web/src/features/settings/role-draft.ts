/** A role while it is being changed: what differs from what stands, in words, and what is sent. */
import type {
  ConditionInput,
  FieldAccess,
  Reach,
  RecordType,
  SettingsRoleFragment,
  UpdateRoleInput,
} from "@/gql/graphql"
import { fieldWords } from "@/lib/record/event-words"

export type Role = SettingsRoleFragment
export type Verb = "read" | "create" | "edit" | "delete" | "export"
export type Draft = Pick<
  Role,
  "name" | "description" | "operates" | "administers" | "permissions" | "fields"
> & { narrowings: { object: RecordType; condition: ConditionInput }[] }

export const verbs: { id: Verb; label: string }[] = [
  { id: "read", label: "See" },
  { id: "create", label: "Create" },
  { id: "edit", label: "Edit" },
  { id: "delete", label: "Delete" },
  { id: "export", label: "Export" },
]

/** The kinds of records that a role is about: whether people own them, and whether a condition may narrow them. */
export const objects: { id: RecordType; label: string; owned: boolean; narrowed: boolean }[] = [
  { id: "LEAD", label: "Leads", owned: true, narrowed: true },
  { id: "CONTACT", label: "People", owned: true, narrowed: true },
  { id: "COMPANY", label: "Companies", owned: true, narrowed: true },
  { id: "DEAL", label: "Deals", owned: true, narrowed: true },
  { id: "ACTIVITY", label: "Activities", owned: true, narrowed: false },
  { id: "HANDOFF", label: "Handoffs", owned: true, narrowed: false },
  { id: "CAMPAIGN", label: "Campaigns", owned: true, narrowed: true },
  { id: "PRODUCT", label: "Products", owned: false, narrowed: false },
]
export const objectLabel = (object: RecordType) =>
  objects.find(({ id }) => id === object)?.label ?? object.charAt(0) + object.slice(1).toLowerCase()

const reaches: Reach[] = ["NONE", "OWN", "TEAM", "ALL"]
export const reachWords: Record<Reach, string> = { NONE: "None", OWN: "Own", TEAM: "Team", ALL: "All" }
export const accessWords: Record<FieldAccess, string> = { HIDDEN: "Hidden", READ: "Read", WRITE: "Write" }

/** Creating is a yes or a no. */
export const reachWord = (verb: Verb, reach: Reach) =>
  verb === "create" ? (reach === "NONE" ? "No" : "Yes") : reachWords[reach]

/** Nobody owns a new record yet, and what has no owner is all or nothing. */
export const reachesFor = (verb: Verb, owned: boolean): Reach[] =>
  verb === "create" || !owned ? ["NONE", "ALL"] : reaches

export const draftOf = (role: Role): Draft => ({
  name: role.name,
  description: role.description,
  operates: role.operates,
  administers: role.administers,
  permissions: role.permissions,
  fields: role.fields,
  narrowings: role.narrowings as Draft["narrowings"],
})

export const reachOf = ({ permissions }: Pick<Draft, "permissions">, object: RecordType, verb: Verb): Reach =>
  permissions.find((permission) => permission.object === object)?.[verb] ?? "NONE"

const nothing = { read: "NONE", create: "NONE", edit: "NONE", delete: "NONE", export: "NONE" } as const

type Row = Draft["permissions"][number]

const least = (a: Reach, b: Reach) => (reaches.indexOf(a) < reaches.indexOf(b) ? a : b)
const most = (a: Reach, b: Reach) => (least(a, b) === a ? b : a)

/** Nobody changes what they do not see: one right takes the others with it, up or down. */
function consistent(row: Row, verb: Verb): Row {
  if (verb === "read")
    return {
      ...row,
      create: row.read === "NONE" ? "NONE" : row.create,
      edit: least(row.edit, row.read),
      delete: least(row.delete, row.read),
      export: least(row.export, row.read),
    }
  // Whoever makes records sees at least their own.
  const wanted = verb === "create" && row.create !== "NONE" ? "OWN" : row[verb]
  return { ...row, read: most(row.read, wanted) }
}

export function withReach(draft: Draft, object: RecordType, verb: Verb, reach: Reach): Draft {
  const known = draft.permissions.some((permission) => permission.object === object)
  const all = known ? draft.permissions : [...draft.permissions, { object, ...nothing }]
  return {
    ...draft,
    permissions: all.map((one) =>
      one.object === object ? consistent({ ...one, [verb]: reach }, verb) : one,
    ),
  }
}

export const accessOf = ({ fields }: Pick<Draft, "fields">, object: RecordType, field: string): FieldAccess =>
  fields.find((rule) => rule.object === object && rule.field === field)?.access ?? "WRITE"

/** Only what is below write is kept. */
export function withAccess(draft: Draft, object: RecordType, field: string, access: FieldAccess): Draft {
  const others = draft.fields.filter((rule) => rule.object !== object || rule.field !== field)
  return { ...draft, fields: access === "WRITE" ? others : [...others, { object, field, access }] }
}

export const narrowingOf = ({ narrowings }: Pick<Draft, "narrowings">, object: RecordType) =>
  narrowings.find((narrowing) => narrowing.object === object)?.condition ?? null

export function withNarrowing(draft: Draft, object: RecordType, condition: ConditionInput | null): Draft {
  const others = draft.narrowings.filter((narrowing) => narrowing.object !== object)
  return { ...draft, narrowings: condition ? [...others, { object, condition }] : others }
}

/** Each difference in a few words; none means that there is nothing to save. */
export function changesOf(before: Draft, after: Draft): string[] {
  const changes: string[] = []
  if (before.name !== after.name.trim()) changes.push("name")
  if (before.description !== after.description.trim()) changes.push("description")
  if (before.operates !== after.operates) changes.push(after.operates ? "operates" : "no longer operates")
  if (before.administers !== after.administers)
    changes.push(after.administers ? "administers" : "no longer administers")
  for (const { id, label } of objects)
    for (const verb of verbs) {
      const reach = reachOf(after, id, verb.id)
      if (reach !== reachOf(before, id, verb.id))
        changes.push(`${label}: ${verb.label.toLowerCase()} ${reachWord(verb.id, reach).toLowerCase()}`)
    }
  const ruled = new Map(
    [...before.fields, ...after.fields].map((rule) => [`${rule.object} ${rule.field}`, rule]),
  )
  for (const { object, field } of ruled.values()) {
    const access = accessOf(after, object, field)
    if (access !== accessOf(before, object, field))
      changes.push(`${objectLabel(object)}: ${fieldWords(field)} ${accessWords[access].toLowerCase()}`)
  }
  for (const object of new Set([...before.narrowings, ...after.narrowings].map((one) => one.object)))
    if (JSON.stringify(narrowingOf(before, object)) !== JSON.stringify(narrowingOf(after, object)))
      changes.push(`${objectLabel(object)}: which ones`)
  return changes
}

/** Rights are given for these kinds alone. */
const isGoverned = ({ object }: { object: RecordType }) => objects.some(({ id }) => id === object)

/** The lists replace what stands as a whole. What came from the server carries type names, which inputs do not. */
export const inputOf = (role: Pick<Role, "id" | "version">, draft: Draft): UpdateRoleInput => ({
  id: role.id,
  expectedVersion: role.version,
  name: draft.name.trim(),
  description: draft.description.trim(),
  operates: draft.operates,
  administers: draft.administers,
  permissions: draft.permissions.filter(isGoverned).map((permission) => ({
    object: permission.object,
    read: permission.read,
    create: permission.create,
    edit: permission.edit,
    delete: permission.delete,
    export: permission.export,
  })),
  fields: draft.fields.map(({ object, field, access }) => ({ object, field, access })),
  narrowings: draft.narrowings.map(({ object, condition }) => ({ object, condition })),
})

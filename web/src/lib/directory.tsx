/** What every screen needs once: the viewer, people, teams, stages, reasons. Rows hold ids; names come from here. */
import { createContext, type ReactNode, use, useMemo } from "react"
import type { FieldAccess, RecordType, ViewerQuery } from "@/gql/graphql"

export type Viewer = NonNullable<ViewerQuery["me"]>
export type Person = Viewer["workspace"]["users"][number]
export type TeamEntry = Viewer["workspace"]["teams"][number]
export type PipelineEntry = Viewer["workspace"]["pipelines"][number]
export type PipelineStageEntry = PipelineEntry["stages"][number]
export type LeadStageEntry = Viewer["workspace"]["leadStages"][number]
export type RoleEntry = Viewer["workspace"]["roles"][number]
export type ReasonEntry = Viewer["workspace"]["lostReasons"][number]
type Verb = "read" | "create" | "edit" | "delete" | "export"
type Id = string | null | undefined

const byId = <Entry extends { id: string }>(entries: Entry[]) => {
  const map = new Map(entries.map((entry) => [entry.id, entry]))
  return (id: Id) => (id ? map.get(id) : undefined)
}

function directoryOf(viewer: Viewer) {
  const { workspace, role, user } = viewer
  const person = byId(workspace.users)
  const team = byId(workspace.teams)
  const permissions = new Map(role.permissions.map((permission) => [permission.object, permission]))
  const fieldRules = new Map(role.fields.map(({ object, field, access }) => [`${object} ${field}`, access]))
  return {
    ...workspace,
    viewer,
    me: user,
    /** The pipeline that new deals go to. */
    pipeline: workspace.pipelines[0],
    user: person,
    team,
    territory: byId(workspace.territories),
    role: byId(workspace.roles),
    leadStage: byId(workspace.leadStages),
    dealStage: byId(workspace.pipelines.flatMap(({ stages }) => stages)),
    lostReason: byId(workspace.lostReasons),
    disqualifiedReason: byId(workspace.disqualifiedReasons),
    declineReason: byId(workspace.declineReasons),
    product: byId(workspace.products),
    /** Who an id stands for: a person, or a team's queue. */
    assignee(id: Id) {
      const found = person(id)
      if (found) return { id: found.id, name: found.name, kind: "person" as const }
      const queue = team(id)
      return queue && { id: queue.id, name: queue.name, kind: "queue" as const }
    },
    /** Whether the role may do it to at least some records; the server decides for each. */
    can: (verb: Verb, object: RecordType) => (permissions.get(object)?.[verb] ?? "NONE") !== "NONE",
    /** What the role may do with a field. A rule on `source` holds for all that is in it. */
    access(object: RecordType, field: string): FieldAccess {
      const whole = field.split(".", 1)[0] ?? field
      return fieldRules.get(`${object} ${field}`) ?? fieldRules.get(`${object} ${whole}`) ?? "WRITE"
    },
    /** May change how the workspace works: teams, forms, rules. */
    operates: role.operates,
    /** May change who is in it and what they may do. */
    administers: role.administers,
  }
}

export type Directory = ReturnType<typeof directoryOf>
const DirectoryContext = createContext<Directory | null>(null)

export function DirectoryProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  const directory = useMemo(() => directoryOf(viewer), [viewer])
  return <DirectoryContext value={directory}>{children}</DirectoryContext>
}

/** The directory of the signed-in person's workspace. Only inside the shell. */
export function useDirectory() {
  const directory = use(DirectoryContext)
  if (!directory) throw new Error("There is no directory outside the shell.")
  return directory
}

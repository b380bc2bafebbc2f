/** The addresses of the app; each screen is loaded when it is first opened. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router"
import { preload } from "@/lib/part"
import { reachable } from "@/lib/reachable"
import { NotFound } from "./NotFound"
import { RouteError } from "./RouteError"
import { Session } from "./Session"

const root = createRootRoute({ component: Outlet })
const inside = createRoute({ getParentRoute: () => root, id: "inside", component: Session })

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/today" as never })
  },
})

/**
 * A screen behind sign-in: an address and the component that its file exports. Another record is another screen, so that
 * nothing of one is shown or saved at the next; a list that shows one of its rows beside it `stays`, and keys what it shows.
 */
function screen<Path extends string, Name extends string>(
  path: Path,
  load: () => Promise<Record<Name, React.ComponentType>>,
  name: Name,
  { stays = false } = {},
) {
  const component = lazyRouteComponent(reachable(load), name)
  preload(() => component.preload?.())
  const remountDeps = stays ? undefined : ({ params }: { params: object }) => params
  return createRoute({ getParentRoute: () => inside, path, component, remountDeps })
}

const screens = [
  screen("/today", () => import("@/features/today/TodayPage"), "TodayPage"),
  screen("/handoffs", () => import("@/features/handoff/HandoffsPage"), "HandoffsPage"),
  screen("/handoffs/$id", () => import("@/features/handoff/HandoffsPage"), "HandoffsPage", { stays: true }),
  screen("/leads", () => import("@/features/lead/LeadsPage"), "LeadsPage"),
  screen("/leads/$id", () => import("@/features/lead/LeadShow"), "LeadShow"),
  screen("/people", () => import("@/features/contact/ContactsPage"), "ContactsPage"),
  screen("/people/$id", () => import("@/features/contact/ContactShow"), "ContactShow"),
  screen("/companies", () => import("@/features/company/CompaniesPage"), "CompaniesPage"),
  screen("/companies/$id", () => import("@/features/company/CompanyShow"), "CompanyShow"),
  screen("/deals", () => import("@/features/deal/DealsPage"), "DealsPage"),
  screen("/deals/$id", () => import("@/features/deal/DealShow"), "DealShow"),
  screen("/campaigns", () => import("@/features/campaign/CampaignsPage"), "CampaignsPage"),
  screen("/campaigns/$id", () => import("@/features/campaign/CampaignShow"), "CampaignShow"),
  screen("/forms", () => import("@/features/form/FormsPage"), "FormsPage"),
  screen("/overview", () => import("@/features/overview/OverviewPage"), "OverviewPage"),
  screen("/settings", () => import("@/features/settings/SettingsHome"), "SettingsHome"),
  screen("/settings/account", () => import("@/features/settings/AccountPage"), "AccountPage"),
  screen("/settings/people/{-$id}", () => import("@/features/settings/PeoplePage"), "PeoplePage", {
    stays: true,
  }),
  screen("/settings/teams", () => import("@/features/settings/TeamsPage"), "TeamsPage"),
  screen("/settings/territories", () => import("@/features/settings/TerritoriesPage"), "TerritoriesPage"),
  screen("/settings/roles", () => import("@/features/settings/RolesPage"), "RolesPage"),
  screen("/settings/roles/$id", () => import("@/features/settings/RolePage"), "RolePage"),
  screen("/settings/sign-in", () => import("@/features/settings/ProvidersPage"), "ProvidersPage"),
  screen("/settings/audit", () => import("@/features/settings/AuditPage"), "AuditPage"),
]

/** Within the shell, so that the way on is in sight. */
const nowhere = createRoute({ getParentRoute: () => inside, path: "$", component: NotFound })

/** A page for who is not signed in. */
function gate<Path extends string, Name extends string>(
  path: Path,
  load: () => Promise<Record<Name, React.ComponentType>>,
  name: Name,
) {
  return createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load, name) })
}

const gates = [
  gate("/sign-in", () => import("@/features/identity/SignIn"), "SignIn"),
  gate("/setup", () => import("@/features/identity/SetUp"), "SetUp"),
  gate("/reset", () => import("@/features/identity/RequestReset"), "RequestReset"),
  gate("/reset/$token", () => import("@/features/identity/ResetPassword"), "ResetPassword"),
  gate("/invitation/$token", () => import("@/features/identity/AcceptInvitation"), "AcceptInvitation"),
]

export const router = createRouter({
  routeTree: root.addChildren([home, ...gates, inside.addChildren([...screens, nowhere])]),
  defaultPreload: "intent",
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: NotFound,
})

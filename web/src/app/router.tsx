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

/** A screen behind sign-in: an address and the component that its file exports. */
function screen<Path extends string, Name extends string>(
  path: Path,
  load: () => Promise<Record<Name, React.ComponentType>>,
  name: Name,
) {
  const component = lazyRouteComponent(reachable(load), name)
  preload(() => component.preload?.())
  return createRoute({ getParentRoute: () => inside, path, component })
}

const screens = [
  screen("/today", () => import("@/features/today/TodayPage"), "TodayPage"),
  screen("/handoffs", () => import("@/features/handoff/HandoffsPage"), "HandoffsPage"),
  screen("/handoffs/$id", () => import("@/features/handoff/HandoffsPage"), "HandoffsPage"),
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
]

/** Within the shell, so that the way on is in sight. */
const nowhere = createRoute({ getParentRoute: () => inside, path: "$", component: NotFound })

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  component: lazyRouteComponent(() => import("@/features/identity/SignIn"), "SignIn"),
})
const setUp = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(() => import("@/features/identity/SetUp"), "SetUp"),
})

export const router = createRouter({
  routeTree: root.addChildren([home, signIn, setUp, inside.addChildren([...screens, nowhere])]),
  defaultPreload: "intent",
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: NotFound,
})

/** The places of the settings: where, what for, and who may go there. */
import {
  Building2,
  CircleUserRound,
  KeyRound,
  type LucideIcon,
  Map as MapIcon,
  ScrollText,
  ShieldCheck,
  Users,
} from "lucide-react"
import type { Directory } from "@/lib/directory"

export type Right = "operates" | "administers"
type Place = { to: string; label: string; hint: string; icon: LucideIcon; needs?: Right }

const sections: { title: string; places: Place[] }[] = [
  {
    title: "Account",
    places: [
      {
        to: "/settings/account",
        label: "My account",
        hint: "Name, password, second factor, devices, tokens",
        icon: CircleUserRound,
      },
    ],
  },
  {
    title: "Workspace",
    places: [
      {
        to: "/settings/people",
        label: "People",
        hint: "Who is here, their role and teams",
        icon: Users,
        needs: "administers",
      },
      {
        to: "/settings/teams",
        label: "Teams",
        hint: "Who works together, and below whom",
        icon: Building2,
        needs: "operates",
      },
      {
        to: "/settings/territories",
        label: "Territories",
        hint: "Which team works which companies",
        icon: MapIcon,
        needs: "administers",
      },
      {
        to: "/settings/roles",
        label: "Roles",
        hint: "What people see and change",
        icon: ShieldCheck,
        needs: "administers",
      },
      {
        to: "/settings/sign-in",
        label: "Sign-in",
        hint: "Signing in with your company's accounts",
        icon: KeyRound,
        needs: "administers",
      },
      {
        to: "/settings/audit",
        label: "Audit",
        hint: "Who did what, and from where",
        icon: ScrollText,
        needs: "administers",
      },
    ],
  },
]

export const mayUse = (directory: Pick<Directory, Right>, needs: Right | undefined) =>
  !needs || directory[needs]

/** Above each role. */
export const rolesPlace = { to: "/settings/roles", label: "Roles" }

/** Only what this person may use; a section without a place is left out. */
export const sectionsFor = (directory: Pick<Directory, Right>) =>
  sections
    .map(({ title, places }) => ({ title, places: places.filter(({ needs }) => mayUse(directory, needs)) }))
    .filter(({ places }) => places.length > 0)

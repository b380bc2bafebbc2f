/** The entries of the sidebar, the palette and the keyboard, named once. */
import {
  ArrowRightLeft,
  Building2,
  ChartNoAxesColumn,
  CircleDollarSign,
  ClipboardList,
  ContactRound,
  type LucideIcon,
  Megaphone,
  Settings,
  Sun,
  Target,
} from "lucide-react"
import type { RecordType } from "@/gql/graphql"

export type Destination = {
  to: string
  label: string
  icon: LucideIcon
  /** The letter after G. */
  key: string
  /** Shown only to those who may read it. */
  reads?: RecordType
}

export const sections: { title?: string; entries: Destination[] }[] = [
  {
    entries: [
      { to: "/today", label: "Today", icon: Sun, key: "t" },
      { to: "/handoffs", label: "Handoffs", icon: ArrowRightLeft, key: "h", reads: "HANDOFF" },
    ],
  },
  {
    title: "Records",
    entries: [
      { to: "/leads", label: "Leads", icon: Target, key: "l", reads: "LEAD" },
      { to: "/people", label: "People", icon: ContactRound, key: "p", reads: "CONTACT" },
      { to: "/companies", label: "Companies", icon: Building2, key: "c", reads: "COMPANY" },
      { to: "/deals", label: "Deals", icon: CircleDollarSign, key: "d", reads: "DEAL" },
    ],
  },
  {
    title: "Marketing",
    entries: [
      { to: "/campaigns", label: "Campaigns", icon: Megaphone, key: "m", reads: "CAMPAIGN" },
      { to: "/forms", label: "Forms & sources", icon: ClipboardList, key: "f", reads: "LEAD" },
    ],
  },
  { title: "Numbers", entries: [{ to: "/overview", label: "Overview", icon: ChartNoAxesColumn, key: "o" }] },
]

/** Behind the profile, not in the sidebar. */
export const settings = {
  to: "/settings",
  label: "Settings",
  icon: Settings,
  key: "s",
} satisfies Destination

export const destinations = sections.flatMap(({ entries }) => entries)

/** What can be made from anywhere: each opens its form by `?create=true`. */
export const creations: { to: string; label: string; icon: LucideIcon; creates: RecordType }[] = [
  { to: "/leads", label: "New lead", icon: Target, creates: "LEAD" },
  { to: "/deals", label: "New deal", icon: CircleDollarSign, creates: "DEAL" },
  { to: "/people", label: "New person", icon: ContactRound, creates: "CONTACT" },
  { to: "/companies", label: "New company", icon: Building2, creates: "COMPANY" },
  { to: "/campaigns", label: "New campaign", icon: Megaphone, creates: "CAMPAIGN" },
]

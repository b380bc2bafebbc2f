/** The words and marks of campaigns. */
import { Ban, CircleCheck, CircleDashed, CircleDot } from "lucide-react"
import type { ReactNode } from "react"
import type { CampaignStatus } from "@/gql/graphql"
import type { BadgeProps } from "@/ui/Badge"

export const campaignTypes = ["Event", "Webinar", "Email", "Ads", "Content", "Partner"] as const

export const statuses = ["PLANNED", "ACTIVE", "FINISHED", "CANCELLED"] as const satisfies CampaignStatus[]

export const statusLooks: Record<
  CampaignStatus,
  { label: string; tone: BadgeProps["tone"]; icon: ReactNode }
> = {
  PLANNED: { label: "Planned", tone: "info", icon: <CircleDashed aria-hidden="true" /> },
  ACTIVE: { label: "Active", tone: "success", icon: <CircleDot aria-hidden="true" /> },
  FINISHED: { label: "Finished", tone: "neutral", icon: <CircleCheck aria-hidden="true" /> },
  CANCELLED: { label: "Cancelled", tone: "neutral", icon: <Ban aria-hidden="true" /> },
}

/** Type and channel in one line; often they are the same word. */
export const kindWords = (type: string | null | undefined, channel: string | null | undefined) =>
  [...new Set([typeWord(type), typeWord(channel)])].filter(Boolean).join(" · ")

/** "Webinar" for "webinar": types are words that a workspace may add to. */
export const typeWord = (type: string | null | undefined) =>
  type ? type.charAt(0).toLocaleUpperCase() + type.slice(1) : ""

/** The words of handoffs: boxes, roles in a chain, states. */
import type { HandoffBox, HandoffRole, HandoffState } from "@/gql/graphql"

export const boxes = [
  { id: "to-accept", box: "TO_ACCEPT", label: "To accept" },
  { id: "sent", box: "SENT", label: "Sent" },
  { id: "declined", box: "DECLINED", label: "Declined" },
  { id: "expired", box: "EXPIRED", label: "Expired" },
] as const satisfies { id: string; box: HandoffBox; label: string }[]

export type BoxId = (typeof boxes)[number]["id"]

export const emptyBoxes: Record<BoxId, { title: string; words: string }> = {
  "to-accept": {
    title: "Nothing waits for you",
    words:
      "Leads and deals that are offered to you or your teams come here with their clock. The giver stays responsible until you accept.",
  },
  sent: {
    title: "You have handed nothing on",
    words: "What you offer to others stands here until they accept. Until then you are responsible.",
  },
  declined: {
    title: "Nothing was declined",
    words:
      "When somebody declines a handoff, it stands here with the reason, and with who was offered it next.",
  },
  expired: {
    title: "Nothing has expired",
    words: "A handoff that nobody answers in time stands here. It goes to the next in its chain by itself.",
  },
}

export const roleWords: Record<HandoffRole, string> = {
  ASSIGNED: "First choice",
  BACKUP: "Backup owner",
  FALLBACK: "Fallback queue",
  DEFAULT: "Workspace default",
}

export const stateWords: Record<HandoffState, string> = {
  OFFERED: "Offered",
  ACCEPTED: "Accepted",
  DECLINED: "Declined",
  EXPIRED: "Expired",
  WITHDRAWN: "Withdrawn",
}

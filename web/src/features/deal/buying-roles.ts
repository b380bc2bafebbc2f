/** The parts that people play in a buying decision, in words. */
import type { BuyingRole } from "@/gql/graphql"

export const buyingRoles: Record<BuyingRole, string> = {
  DECISION_MAKER: "Decision maker",
  CHAMPION: "Champion",
  INFLUENCER: "Influencer",
  BLOCKER: "Blocker",
  USER: "User",
  OTHER: "Other",
}

/** Handoffs by box, how many are in each, and one in full. */
import { graphql } from "@/lib/graphql"
import "@/lib/handoff/queries"

export const HandoffsQuery = graphql(`
  query Handoffs($box: HandoffBox, $first: Int, $after: String, $counted: Boolean!) {
    handoffs(box: $box, first: $first, after: $after) {
      nodes { ...HandoffRow }
      pageInfo { hasNextPage endCursor }
      totalCount @include(if: $counted)
    }
  }
`)

export const HandoffCountsQuery = graphql(`
  query HandoffCounts {
    toAccept: handoffs(box: TO_ACCEPT, first: 1) { totalCount }
    sent: handoffs(box: SENT, first: 1) { totalCount }
    declined: handoffs(box: DECLINED, first: 1) { totalCount }
    expired: handoffs(box: EXPIRED, first: 1) { totalCount }
  }
`)

export const HandoffQuery = graphql(`
  query Handoff($id: ID!) {
    handoff(id: $id) {
      ...HandoffRow
      note
      declineNote
      ruleId
      chain { role acceptWithinMinutes mayDecline current assignee { id kind name active } }
      trace { ruleId ruleName matched why }
      subject {
        ... on Lead {
          status state offer message score nextStep nextStepDue openedAt responsibleId marketingOwnerId
          source { channel source medium offer offlineSource }
          response { startedAt dueAt respondedAt }
          contact { id version emails phones city country }
          company { id version name city country employees industry }
          handoffs { id version toId state offeredAt answeredAt answeredById }
        }
        ... on Deal {
          amount currency expectedCloseDate ownerId nextStep nextStepDue createdAt
          company { id version name city country employees industry }
        }
      }
    }
  }
`)

/** What every screen that offers a handoff shares: its row, accepting, declining. */
import { graphql } from "../graphql"

export const HandoffRow = graphql(`
  fragment HandoffRow on Handoff {
    id version subjectId fromId toId reason ruleName state offeredAt dueAt answeredAt answeredById declineReasonId
    subject {
      __typename
      id
      version
      ... on Lead { name stageId contact { id version jobTitle } company { id version name } }
      ... on Deal { name stageId company { id version name } }
    }
  }
`)

export const AcceptHandoffMutation = graphql(`
  mutation AcceptHandoff($input: AcceptHandoffInput!) {
    acceptHandoff(input: $input) {
      ...HandoffRow
      subject {
        ... on Lead { responsibleId teamId handoff { id version state } }
        ... on Deal { ownerId teamId handoff { id version state } }
      }
    }
  }
`)

export const DeclineHandoffMutation = graphql(`
  mutation DeclineHandoff($input: DeclineHandoffInput!) {
    declineHandoff(input: $input) { ...HandoffRow declineNote }
  }
`)

/** Asked when somebody else was faster, so that every screen shows it at once. */
export const HandoffAnswerQuery = graphql(`
  query HandoffAnswer($id: ID!) { handoff(id: $id) { ...HandoffRow } }
`)

/** What record pages share: the timeline, logging, completing, handing off. */
import { graphql } from "../graphql"

export const ActivityFields = graphql(`
  fragment ActivityFields on Activity {
    id version type direction subject body outcome state happenedAt dueAt completedAt durationMinutes ownerId meaningful subjectIds deletedAt
  }
`)

export const TimelineItems = graphql(`
  fragment TimelineItems on TimelineItem {
    id at
    activity { ...ActivityFields }
    event { id at kind subjectId subjectType version erasedAt actor { kind id name } changes { field from to } }
  }
`)

export const LogActivityMutation = graphql(`
  mutation LogActivity($input: LogActivityInput!) { logActivity(input: $input) { ...ActivityFields } }
`)

export const CompleteActivityMutation = graphql(`
  mutation CompleteActivity($input: CompleteActivityInput!) { completeActivity(input: $input) { ...ActivityFields } }
`)

export const OfferHandoffMutation = graphql(`
  mutation OfferHandoff($input: OfferHandoffInput!) {
    offerHandoff(input: $input) { id version subjectId toId state dueAt to { id kind name active } subject { id version } }
  }
`)

export const PlannedQuery = graphql(`
  query Planned($subjectId: ID!) {
    activities(subjectId: $subjectId, state: PLANNED, first: 20) { nodes { ...ActivityFields } }
  }
`)

export const SourceFields = graphql(`
  fragment SourceFields on Source {
    channel source medium campaignId utmSource utmMedium utmCampaign utmContent utmTerm formId landingPage referrer offer offlineSource
  }
`)

/** The names behind the ids of a source. */
export const SourceNamesQuery = graphql(`
  query SourceNames($campaignId: ID!, $campaign: Boolean!, $form: Boolean!) {
    campaign(id: $campaignId) @include(if: $campaign) { id version name type status }
    forms @include(if: $form) { id version name }
  }
`)

/** With whom a record is shared. */
export const SharesQuery = graphql(`
  query Shares($id: ID!) {
    node(id: $id) {
      id version
      ... on Company { shares { withId level } }
      ... on Contact { shares { withId level } }
      ... on Lead { shares { withId level } }
      ... on Deal { shares { withId level } }
      ... on Campaign { shares { withId level } }
    }
  }
`)

export const ShareRecordMutation = graphql(`
  mutation ShareRecord($input: ShareRecordInput!) { shareRecord(input: $input) { id version } }
`)

export const UnshareRecordMutation = graphql(`
  mutation UnshareRecord($input: UnshareRecordInput!) { unshareRecord(input: $input) { id version } }
`)

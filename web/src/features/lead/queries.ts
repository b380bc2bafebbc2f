/** What the lead screens ask for and do. */
import { graphql } from "@/lib/graphql"
// Fragments are found by name once their file has been read.
import "@/lib/handoff/queries"
import "@/lib/record/queries"

export const LeadRow = graphql(`
  fragment LeadRow on Lead {
    id version name contactId companyId company { id version name } stageId status state
    source { channel source } offer responsibleId handoff { id version fromId toId state offeredAt dueAt }
    nextStep nextStepDue score response { startedAt dueAt respondedAt activityId } openedAt
  }
`)

export const LeadsQuery = graphql(`
  query Leads(
    $filter: ConditionInput, $search: String, $stageId: ID, $responsibleId: ID, $state: LeadState, $orderBy: LeadOrder
    $first: Int, $after: String, $counted: Boolean!
  ) {
    leads(
      filter: $filter, search: $search, stageId: $stageId, responsibleId: $responsibleId, state: $state, orderBy: $orderBy
      first: $first, after: $after
    ) {
      nodes { ...LeadRow }
      pageInfo { hasNextPage endCursor }
      totalCount @include(if: $counted)
    }
  }
`)

/** What a row needs again when its handoff or its clock has changed: an event carries neither. */
export const LeadAgainQuery = graphql(`query LeadAgain($id: ID!) { lead(id: $id) { ...LeadRow } }`)

/** Stages with their counts under the filters of the view, and the totals of its foot. */
export const LeadTotalsQuery = graphql(`
  query LeadTotals(
    $filter: ConditionInput, $unowned: ConditionInput!, $idle: ConditionInput!, $late: ConditionInput!
    $stageId: ID, $responsibleId: ID, $state: LeadState
  ) {
    byStage: leadsAggregate(filter: $filter, responsibleId: $responsibleId, state: $state, groupBy: STAGE) {
      groups { key count averageScore }
    }
    shown: leadsAggregate(filter: $filter, stageId: $stageId, responsibleId: $responsibleId, state: $state) { count }
    unowned: leadsAggregate(filter: $unowned, stageId: $stageId, responsibleId: $responsibleId, state: $state) { count }
    idle: leadsAggregate(filter: $idle, stageId: $stageId, responsibleId: $responsibleId, state: $state, groupBy: STAGE) {
      count groups { key count }
    }
    late: leadsAggregate(filter: $late, stageId: $stageId, responsibleId: $responsibleId, state: $state, groupBy: STAGE) {
      count groups { key count }
    }
  }
`)

/** How many leads the views "Mine" and "Waiting" hold, and which channels there are. */
export const LeadViewsQuery = graphql(`
  query LeadViews($me: ID!, $waiting: ConditionInput!) {
    mine: leadsAggregate(responsibleId: $me, state: OPEN) { count }
    waiting: leadsAggregate(filter: $waiting, state: OPEN) { count }
    channels: leadsAggregate(groupBy: CHANNEL) { groups { key count } }
  }
`)

export const LeadHandoff = graphql(`
  fragment LeadHandoff on Handoff {
    ...HandoffRow
    from { id kind name } to { id kind name } note ruleId answeredBy { id version name } declineNote
    chain { assignee { id kind name } role acceptWithinMinutes mayDecline current }
    trace { ruleId ruleName matched why }
  }
`)

export const LeadQuery = graphql(`
  query Lead($id: ID!, $items: Int!) {
    lead(id: $id) {
      ...LeadRow
      message marketingOwnerId salesOwnerId backupOwnerId teamId dealId disqualifiedReasonId stageEnteredAt closedAt createdAt deletedAt
      source { ...SourceFields }
      contact { id version name firstName lastName jobTitle emails phones language city country timeZone }
      company {
        id version name industry employees city country
        contacts(first: 6) { nodes { id version name jobTitle } totalCount }
        deals(first: 4) { nodes { id version name state stageId amount currency lostReasonId } totalCount }
      }
      deal { id version name state stageId amount currency }
      handoff { ...LeadHandoff }
      handoffs { ...LeadHandoff }
      stageHistory { stageId enteredAt leftAt byId passed }
      timeline(first: $items) { nodes { ...TimelineItems } pageInfo { hasNextPage endCursor } }
    }
  }
`)

export const CreateLeadMutation = graphql(`
  mutation CreateLead($input: CreateLeadInput!) { createLead(input: $input) { ...LeadRow } }
`)

export const UpdateLeadMutation = graphql(`
  mutation UpdateLead($input: UpdateLeadInput!) {
    updateLead(input: $input) { ...LeadRow marketingOwnerId salesOwnerId backupOwnerId }
  }
`)

export const MoveLeadMutation = graphql(`
  mutation MoveLead($input: MoveLeadInput!) {
    moveLead(input: $input) {
      ...LeadRow
      stageEnteredAt stageHistory { stageId enteredAt leftAt byId passed }
    }
  }
`)

export const DisqualifyLeadMutation = graphql(`
  mutation DisqualifyLead($input: DisqualifyLeadInput!) {
    disqualifyLead(input: $input) { ...LeadRow disqualifiedReasonId closedAt stageEnteredAt }
  }
`)

export const ConvertLeadMutation = graphql(`
  mutation ConvertLead($input: ConvertLeadInput!) {
    convertLead(input: $input) {
      lead { ...LeadRow dealId closedAt }
      deal { id version name }
      company { id version name }
    }
  }
`)

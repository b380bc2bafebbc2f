/** What the deal screens ask for and change. */
import { graphql } from "@/lib/graphql"
import "@/lib/record/queries"

export const DealRow = graphql(`
  fragment DealRow on Deal {
    id version name companyId company { id version name } stageId state amount currency weightedAmount ownerId
    nextStep nextStepDue expectedCloseDate position stageEnteredAt rotting updatedAt deletedAt
  }
`)

export const DealsQuery = graphql(`
  query Deals(
    $first: Int, $after: String, $counted: Boolean!, $filter: ConditionInput
    $stageId: ID, $ownerId: ID, $state: DealState, $orderBy: DealOrder
  ) {
    deals(first: $first, after: $after, filter: $filter, stageId: $stageId, ownerId: $ownerId, state: $state, orderBy: $orderBy) {
      totalCount @include(if: $counted)
      nodes { ...DealRow }
      pageInfo { hasNextPage endCursor }
    }
  }
`)

export const DealTotalsQuery = graphql(`
  query DealTotals($filter: ConditionInput, $stageId: ID, $ownerId: ID, $state: DealState, $groupBy: DealGrouping) {
    dealsAggregate(filter: $filter, stageId: $stageId, ownerId: $ownerId, state: $state, groupBy: $groupBy) {
      count amount weightedAmount
      groups { key count amount weightedAmount ageDays }
    }
  }
`)

export const DealQuery = graphql(`
  query Deal($id: ID!, $timeline: Int!) {
    deal(id: $id) {
      ...DealRow
      probability forecastCategory campaignId tags lostReasonId lostNote closedAt createdAt leadId competitors
      lead { id version name }
      contacts { contactId role contact { id version name jobTitle } }
      lineItems { id productId name quantity unitPrice discountPercent total }
      stageHistory { stageId enteredAt leftAt byId passed }
      handoff { id version toId state dueAt offeredAt to { id kind name } }
      timeline(first: $timeline) { nodes { ...TimelineItems } pageInfo { hasNextPage endCursor } }
    }
    activities(subjectId: $id, state: PLANNED, first: 5) { nodes { ...ActivityFields } }
  }
`)

export const CreateDealMutation = graphql(`
  mutation CreateDeal($input: CreateDealInput!) { createDeal(input: $input) { ...DealRow } }
`)

export const UpdateDealMutation = graphql(`
  mutation UpdateDeal($input: UpdateDealInput!) {
    updateDeal(input: $input) {
      ...DealRow
      probability forecastCategory tags
      contacts { contactId role contact { id version name jobTitle } }
      lineItems { id productId name quantity unitPrice discountPercent total }
    }
  }
`)

export const MoveDealMutation = graphql(`
  mutation MoveDeal($input: MoveDealInput!) { moveDeal(input: $input) { ...DealRow probability forecastCategory } }
`)

export const WinDealMutation = graphql(`
  mutation WinDeal($input: WinDealInput!) { winDeal(input: $input) { ...DealRow closedAt } }
`)

export const LoseDealMutation = graphql(`
  mutation LoseDeal($input: LoseDealInput!) { loseDeal(input: $input) { ...DealRow closedAt lostReasonId lostNote } }
`)

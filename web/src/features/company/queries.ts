/** What the screens of companies ask for and do. */
import { graphql } from "@/lib/graphql"
// Fragments are found by name once their file has been read.
import "@/lib/record/queries"

export const CompanyRow = graphql(`
  fragment CompanyRow on Company {
    id version name domains industry employees city country accountTier lifecycle ownerId createdAt
  }
`)

export const CompaniesQuery = graphql(`
  query Companies(
    $filter: ConditionInput, $search: String, $ownerId: ID, $territoryId: ID, $orderBy: CompanyOrder
    $first: Int, $after: String, $counted: Boolean!
  ) {
    companies(
      filter: $filter, search: $search, ownerId: $ownerId, territoryId: $territoryId, orderBy: $orderBy
      first: $first, after: $after
    ) {
      nodes { ...CompanyRow }
      pageInfo { hasNextPage endCursor }
      totalCount @include(if: $counted)
    }
  }
`)

export const CompanyQuery = graphql(`
  query Company($id: ID!, $items: Int!) {
    company(id: $id) {
      ...CompanyRow
      annualRevenue currency website phone address region description teamId territoryId tags deletedAt
      contacts(first: 8) { nodes { id version name jobTitle } totalCount }
      openDeals: deals(first: 8, state: OPEN) { nodes { id version name state stageId amount currency ownerId } totalCount }
      wonDeals: deals(first: 4, state: WON) { nodes { id version name state stageId amount currency closedAt } totalCount }
      lostDeals: deals(first: 4, state: LOST) { nodes { id version name state stageId amount currency lostReasonId } totalCount }
      timeline(first: $items) { nodes { ...TimelineItems } pageInfo { hasNextPage endCursor } }
    }
  }
`)

export const CreateCompanyMutation = graphql(`
  mutation CreateCompany($input: CreateCompanyInput!) { createCompany(input: $input) { ...CompanyRow } }
`)

export const UpdateCompanyMutation = graphql(`
  mutation UpdateCompany($input: UpdateCompanyInput!) {
    updateCompany(input: $input) {
      ...CompanyRow
      annualRevenue currency website phone address region description territoryId tags
    }
  }
`)

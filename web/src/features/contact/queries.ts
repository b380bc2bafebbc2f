/** What the screens of people ask for and do. */
import { graphql } from "@/lib/graphql"
// Fragments are found by name once their file has been read.
import "@/lib/record/queries"

export const ContactRow = graphql(`
  fragment ContactRow on Contact {
    id version name jobTitle companyId company { id version name } emails lifecycle ownerId createdAt
  }
`)

export const ContactsQuery = graphql(`
  query Contacts(
    $filter: ConditionInput, $search: String, $ownerId: ID, $companyId: ID, $orderBy: ContactOrder
    $first: Int, $after: String, $counted: Boolean!
  ) {
    contacts(
      filter: $filter, search: $search, ownerId: $ownerId, companyId: $companyId, orderBy: $orderBy
      first: $first, after: $after
    ) {
      nodes { ...ContactRow }
      pageInfo { hasNextPage endCursor }
      totalCount @include(if: $counted)
    }
  }
`)

/** The name of the company that the list is narrowed to. */
export const ContactsCompanyQuery = graphql(`
  query ContactsCompany($id: ID!) { company(id: $id) { id version name } }
`)

export const ContactQuery = graphql(`
  query Contact($id: ID!, $items: Int!) {
    contact(id: $id) {
      ...ContactRow
      firstName lastName phones department seniority reportsToId teamId city country timeZone language tags deletedAt
      source { ...SourceFields }
      consents { channel given text at via }
      company { id version name industry employees city country }
      leads(first: 10) {
        nodes { id version name state stageId status offer responsibleId openedAt }
        totalCount
      }
      openDeals { id version name stageId amount currency }
      timeline(first: $items) { nodes { ...TimelineItems } pageInfo { hasNextPage endCursor } }
    }
  }
`)

export const CreateContactMutation = graphql(`
  mutation CreateContact($input: CreateContactInput!) { createContact(input: $input) { ...ContactRow } }
`)

export const UpdateContactMutation = graphql(`
  mutation UpdateContact($input: UpdateContactInput!) {
    updateContact(input: $input) {
      ...ContactRow
      firstName lastName phones department seniority reportsToId teamId city country timeZone language tags
    }
  }
`)

export const EraseContactMutation = graphql(`
  mutation EraseContact($input: EraseContactInput!) { eraseContact(input: $input) { contactId records entries } }
`)

/** Campaigns: the list, one with its facts, its leads, making one. */
import { graphql } from "@/lib/graphql"

export const CampaignRow = graphql(`
  fragment CampaignRow on Campaign {
    id version name type channel status startDate endDate budget actualCost currency ownerId leadCount wonDealCount
  }
`)

export const CampaignsQuery = graphql(`
  query Campaigns($search: String, $status: CampaignStatus, $filter: ConditionInput, $first: Int, $after: String, $counted: Boolean!) {
    campaigns(search: $search, status: $status, filter: $filter, first: $first, after: $after) {
      nodes { ...CampaignRow }
      pageInfo { hasNextPage endCursor }
      totalCount @include(if: $counted)
    }
  }
`)

export const CampaignQuery = graphql(`
  query Campaign($id: ID!) {
    campaign(id: $id) { ...CampaignRow utmCampaign offer description createdAt deletedAt }
  }
`)

export const CampaignLead = graphql(`
  fragment CampaignLead on Lead {
    id version name stageId state status score responsibleId openedAt company { id version name }
  }
`)

export const CampaignLeadsQuery = graphql(`
  query CampaignLeads($filter: ConditionInput, $first: Int, $after: String, $counted: Boolean!) {
    leads(filter: $filter, orderBy: { field: OPENED_AT, direction: DESC }, first: $first, after: $after) {
      nodes { ...CampaignLead }
      pageInfo { hasNextPage endCursor }
      totalCount @include(if: $counted)
    }
  }
`)

export const CreateCampaignMutation = graphql(`
  mutation CreateCampaign($input: CreateCampaignInput!) { createCampaign(input: $input) { ...CampaignRow } }
`)

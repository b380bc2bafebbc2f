/** The operations that every screen shares: who is signed in, the directory, live events, deletion, search. */
import { graphql } from "./graphql"

export const DirectoryUser = graphql(`
  fragment DirectoryUser on User { id version name email roleId active invited teamIds outOfOffice }
`)

/** What decides on what is offered: verbs, fields, and the two rights over the workspace itself. */
export const ViewerRole = graphql(`
  fragment ViewerRole on Role {
    id version name operates administers
    permissions { object read create edit delete export }
    fields { object field access }
  }
`)

export const ViewerQuery = graphql(`
  query Viewer {
    me {
      serverTime
      teamIds
      hasSecondFactor
      hasPassword
      user { ...DirectoryUser }
      role { ...ViewerRole }
      viewingAs { id version name }
      workspace {
        name baseCurrency timeZone sampleData
        users { ...DirectoryUser }
        roles { id version name builtIn operates administers }
        teams { id version name parentId memberIds timeZone }
        territories { id version name }
        leadStages { id name kind order definition stuckAfterDays requiredFields }
        pipelines { id name stages { id name order probability forecastCategory requiredFields guidance rottingDays } }
        lostReasons { id label other }
        disqualifiedReasons { id label other }
        declineReasons { id label other }
        activityTypes { name label requiredFields nextStepRequired meaningful }
        products { id version name code unitPrice currency billingPeriod }
      }
    }
  }
`)

export const EventsSubscription = graphql(`
  subscription Events($after: String) {
    events(after: $after) {
      cursor
      resync
      hidden { id }
      event {
        id at kind subjectId subjectType version snapshot correlationId
        actor { kind id name }
        changes { field from to }
      }
    }
  }
`)

export const SignOutMutation = graphql(`mutation SignOut { signOut }`)

export const SearchQuery = graphql(`
  query Search($query: String!, $types: [RecordType!], $first: Int) {
    search(query: $query, types: $types, first: $first) { id type title subtitle }
  }
`)

export const DeleteRecordsMutation = graphql(`
  mutation DeleteRecords($input: RecordsInput!) { deleteRecords(input: $input) { id ok code message } }
`)

export const RestoreRecordsMutation = graphql(`
  mutation RestoreRecords($input: RecordsInput!) { restoreRecords(input: $input) { id ok code message } }
`)

/** What today asks for, and completing a task. */
import { graphql } from "@/lib/graphql"
import "@/lib/handoff/queries"
import "@/lib/record/queries"

export const TaskLine = graphql(`
  fragment TaskLine on Activity {
    ...ActivityFields
    subjects {
      __typename
      id
      version
      ... on Lead { name company { id version name } }
      ... on Deal { name company { id version name } }
      ... on Contact { name }
      ... on Company { name }
    }
  }
`)

export const TodayQuery = graphql(`
  query Today {
    today {
      done unowned open measuredAt
      handoffs { ...HandoffRow }
      overdue { ...TaskLine }
      due { ...TaskLine }
      attention {
        reason days
        deal { id version name amount currency stageId company { id version name } }
      }
    }
  }
`)

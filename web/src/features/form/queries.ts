/** The public forms of the workspace. */
import { graphql } from "@/lib/graphql"

export const FormsQuery = graphql(`
  query Forms {
    forms { id version slug name title intro path submissionCount createdAt fields { name label type required } }
  }
`)

/** What the shell asks for. */
import { graphql } from "@/lib/graphql"

export const WaitingQuery = graphql(`
  query Waiting { handoffs(box: TO_ACCEPT, first: 1) { totalCount nodes { id version state } } }
`)

/** The numbers of the workspace, each with its definition, its trust and its rows. */
import { graphql } from "@/lib/graphql"

export const RowsOf = graphql(`fragment RowsOf on Rows { type condition }`)

export const ReadinessOf = graphql(`
  fragment ReadinessOf on Readiness { grade lowers { label count points rows { ...RowsOf } } }
`)

export const OverviewQuery = graphql(`
  query Overview($from: Date, $to: Date) {
    overview(from: $from, to: $to) {
      asOf from to
      readiness { ...ReadinessOf }
      responseTime {
        definition medianMinutes p90Minutes answered waiting previousMedianMinutes
        trend { date value second }
        readiness { ...ReadinessOf }
        rows { ...RowsOf }
      }
      stageConversion {
        definition overallRate previousOverallRate
        stages { stageId entered converted rate medianDays rows { ...RowsOf } }
        readiness { ...ReadinessOf }
        rows { ...RowsOf }
      }
      unowned { definition count open companies contacts readiness { ...ReadinessOf } rows { ...RowsOf } }
      lostReasons {
        definition lost covered coverage previousCoverage
        reasons { reasonId label other count amount rows { ...RowsOf } }
        readiness { ...ReadinessOf }
        rows { ...RowsOf }
      }
      views { key label definition count rows { ...RowsOf } }
      handoffs {
        definition
        assignees { assignee { id kind name active } offered inTime declined expired medianMinutes }
      }
    }
  }
`)

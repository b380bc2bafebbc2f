/** A record's own history, and what its changes are told with: the labels of fields, the names of records. */
import { graphql } from "../graphql"

export const HistoryQuery = graphql(`
  query History($id: ID!, $first: Int, $after: String) {
    history(id: $id, first: $first, after: $after) {
      nodes { id at kind subjectId subjectType version erasedAt actor { kind id name } changes { field from to } }
      pageInfo { hasNextPage endCursor }
    }
  }
`)

export const FieldLabelsQuery = graphql(`
  query FieldLabels($object: RecordType!) {
    fields(object: $object) { name label type options { value label } }
  }
`)

export const RecordName = graphql(`
  fragment RecordName on Node {
    id version
    ... on Company { name }
    ... on Contact { name }
    ... on Lead { name }
    ... on Deal { name }
    ... on Campaign { name }
    ... on Product { name }
    ... on Activity { subject }
  }
`)

/** Ten at once; who has fewer asks for one of them again. */
export const RecordNamesQuery = graphql(`
  query RecordNames(
    $a: ID!, $b: ID!, $c: ID!, $d: ID!, $e: ID!, $f: ID!, $g: ID!, $h: ID!, $i: ID!, $j: ID!
  ) {
    a: node(id: $a) { ...RecordName }
    b: node(id: $b) { ...RecordName }
    c: node(id: $c) { ...RecordName }
    d: node(id: $d) { ...RecordName }
    e: node(id: $e) { ...RecordName }
    f: node(id: $f) { ...RecordName }
    g: node(id: $g) { ...RecordName }
    h: node(id: $h) { ...RecordName }
    i: node(id: $i) { ...RecordName }
    j: node(id: $j) { ...RecordName }
  }
`)

import * as v from "valibot"
import { describe, expect, test } from "vitest"
import { isFiltered, leadsVariables, leadsView, totalsVariables, waiting, watched } from "./leads-view"

const view = (search: Record<string, unknown> = {}) => v.parse(leadsView, search)
const ask = (search: Record<string, unknown> = {}) => leadsVariables(view(search), "user:me")

describe("the leads grid asks for", () => {
  test("open leads, newest first, when nothing is said", () => {
    expect(ask()).toMatchObject({
      state: "OPEN",
      filter: null,
      orderBy: { field: "OPENED_AT", direction: "DESC" },
    })
  })

  test("mine by who is responsible, whatever the filter says", () => {
    expect(ask({ view: "mine", responsible: "user:other" }).responsibleId).toBe("user:me")
  })

  test("every state in the view of all", () => {
    expect(ask({ view: "all" }).state).toBeNull()
  })

  test("all conditions together when there are several", () => {
    expect(ask({ view: "waiting", status: "NEW", channel: "Event" }).filter).toEqual({
      all: [
        waiting,
        { field: "status", op: "EQ", value: "NEW" },
        { field: "channel", op: "EQ", value: "Event" },
      ],
    })
  })

  test("the rows behind a number, whatever their state", () => {
    const condition = { field: "nextStep", op: "IS_EMPTY" }
    expect(ask({ filter: condition })).toMatchObject({ filter: condition, state: null })
  })

  test("what it understands of an address that holds nonsense", () => {
    expect(ask({ view: "x", sort: "y", status: "z", filter: "{" })).toEqual(ask())
  })

  test("what is due soonest first", () => {
    expect(ask({ sort: "NEXT_STEP_DUE" }).orderBy.direction).toBe("ASC")
  })
})

test("totals are of the same rows, with one more condition each", () => {
  const { filter, idle } = totalsVariables(view({ status: "NEW" }), "user:me")
  expect(idle).toEqual({ all: [filter, { field: "nextStep", op: "IS_EMPTY" }] })
})

test("a change matters when the sort or a filter reads its field", () => {
  expect(watched(view({ sort: "SCORE", stage: "stage:1" }))).toEqual(["score", "state", "stageId"])
})

test("a view is no filter, a chip is", () => {
  expect(isFiltered(view({ view: "mine" }))).toBe(false)
  expect(isFiltered(view({ channel: "Event" }))).toBe(true)
})

import { cleanup, fireEvent, render, screen } from "@testing-library/react"
import type { Client } from "@urql/core"
import { Provider } from "urql"
import { afterEach, expect, test, vi } from "vitest"
import { fromValue } from "wonka"
import type { ConditionInput } from "@/gql/graphql"
import { ConditionEditor } from "./ConditionEditor"

vi.mock("@/lib/directory", () => ({
  useDirectory: () => ({
    users: [],
    teams: [],
    leadStages: [],
    pipelines: [],
    assignee: () => undefined,
    leadStage: () => undefined,
    dealStage: () => undefined,
  }),
}))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const field = (name: string, type: string) => ({
  name,
  label: name,
  type,
  filterable: true,
  hideable: true,
  editable: true,
  options: [],
})
const fields = [field("region", "TEXT"), field("employees", "INTEGER"), field("since", "DATE_TIME")]
const client = { executeQuery: () => fromValue({ data: { fields } }) } as unknown as Client

function open(saved: ConditionInput, locale = "en-GB") {
  vi.stubGlobal("navigator", { languages: [locale], language: locale })
  const onChange = vi.fn()
  render(
    <Provider value={client}>
      <ConditionEditor
        object="COMPANY"
        label="Companies"
        saved={saved}
        disabled={false}
        onChange={onChange}
      />
    </Provider>,
  )
  const values = () => screen.getAllByLabelText("Value") as HTMLInputElement[]
  const type = (at: number, text: string) =>
    fireEvent.change(values()[at] as HTMLElement, { target: { value: text } })
  return { onChange, values, type }
}

test("the row that stays keeps what is typed in it when the one before it goes", () => {
  const region = (value: string) => ({ field: "region", op: "EQ" as const, value })
  const { onChange, values } = open({ all: [region("Norway"), region("Sweden")] })
  fireEvent.click(screen.getAllByRole("button", { name: "Remove this row" })[0] as HTMLElement)
  expect(values().map(({ value }) => value)).toEqual(["Sweden"])
  expect(onChange).toHaveBeenLastCalledWith(region("Sweden"), true)
})

test("a number is read as the language writes it, and one that cannot be read is no value", () => {
  const { onChange, type } = open({ field: "employees", op: "GTE", value: 50 }, "de-DE")
  type(0, "1.500")
  expect(onChange).toHaveBeenLastCalledWith({ field: "employees", op: "GTE", value: 1500 }, true)
  type(0, "1.5x")
  expect(onChange).toHaveBeenLastCalledWith(null, false)
})

test("a moment is shown and kept as the day that it is here", () => {
  const saved = new Date(2026, 11, 24).toISOString()
  const { onChange, values, type } = open({ field: "since", op: "GTE", value: saved }, "de-DE")
  expect(values()[0]?.value).toBe("24.12.2026")
  type(0, "25.12.2026")
  expect(onChange.mock.lastCall?.[0]).toMatchObject({ value: new Date(2026, 11, 25).toISOString() })
})

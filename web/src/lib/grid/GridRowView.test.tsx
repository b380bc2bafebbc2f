import { cleanup, fireEvent, render, screen } from "@testing-library/react"
import { afterEach, expect, test } from "vitest"
import { GridRowView } from "./GridRowView"

afterEach(cleanup)

test("a cell that flashes, since someone else changed it, keeps what is typed in it", () => {
  const columns = [
    { id: "nextStep", label: "Next step", width: "1fr", cell: () => <input aria-label="Step" /> },
  ]
  const row = (version: number, flash?: ReadonlySet<string>) => (
    <GridRowView
      row={{ id: "lead:1", version }}
      name="Grace"
      columns={columns}
      index={0}
      top={0}
      active
      reachable
      selected={undefined}
      flash={flash}
      onActive={() => {}}
      onToggle={() => {}}
    />
  )
  const { rerender } = render(row(3))
  const field = () => screen.getByLabelText("Step") as HTMLInputElement
  fireEvent.change(field(), { target: { value: "Call her" } })
  rerender(row(4, new Set(["nextStep"])))
  expect(field().value).toBe("Call her")
  rerender(row(4))
  expect(field().value).toBe("Call her")
})

/** Rows that are all here, as a grid wants them: for short lists that come from the directory. */
import type { GridRow, List } from "./grid-types"

export const staticList = <Row extends GridRow>(rows: readonly Row[]): List<Row> => ({
  count: rows.length,
  total: rows.length,
  rowAt: (index) => rows[index],
  rows: () => [...rows],
  groupAt: () => undefined,
  toggle: () => false,
  ensure: nothing,
  loading: false,
  switching: false,
  failure: null,
  retry: nothing,
  pending: 0,
  refresh: () => Promise.resolve(),
  refreshing: false,
})

function nothing() {}

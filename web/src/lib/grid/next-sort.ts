/** What a click on a column's head makes of the sort: another field in its natural order, or the same the other way. */
import type { Sort } from "./grid-types"

export const nextSort = <Field extends string>(now: Sort, by: Field) => ({
  sort: by,
  direction: by !== now.by ? undefined : now.direction === "ASC" ? ("DESC" as const) : ("ASC" as const),
})

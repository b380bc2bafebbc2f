/** Says that a list is narrowed to the rows behind a number; takes that away. */
import { Filter } from "lucide-react"
import { FilterChip } from "@/ui/FilterChip"

export const RowsChip = ({ onRemove }: { onRemove: () => void }) => (
  <FilterChip
    icon={<Filter aria-hidden="true" />}
    field="Rows"
    operator="are"
    value="those behind a number"
    onRemove={onRemove}
  />
)

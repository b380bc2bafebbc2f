/** The company of a deal, searched and chosen in place. */

import { PropertyChoice } from "@/lib/record/PropertyChoice"
import { useRecordOptions } from "@/lib/record/use-record-options"
import type { DealEditor, DealRecord } from "./DealProperties"

type Props = { deal: DealRecord; editor: DealEditor; readOnly: boolean }

export function CompanyProperty({ deal, editor, readOnly }: Props) {
  const { options, search, loading } = useRecordOptions("COMPANY")
  const { company } = deal
  const present =
    company && !options.some(({ id }) => id === company.id) ? [{ id: company.id, label: company.name }] : []
  return (
    <PropertyChoice
      editor={editor}
      field="companyId"
      label="Company"
      value={deal.companyId}
      options={[...present, ...options]}
      onQueryChange={search}
      loading={loading}
      readOnly={readOnly}
    />
  )
}

/** Another record in a field of this one, searched and chosen in place. */
import type { RecordType } from "@/gql/graphql"
import { PropertyChoice } from "./PropertyChoice"
import type { RecordEditor } from "./use-record-edit"
import { useRecordOptions } from "./use-record-options"

type Props<Patch> = {
  editor: RecordEditor<Patch>
  field: keyof NoInfer<Patch> & string
  label: string
  type: RecordType
  value: { id: string; name: string } | null | undefined
  readOnly?: boolean
}

export function PropertyRecord<Patch>({ type, value, ...rest }: Props<Patch>) {
  const { options, search, loading } = useRecordOptions(type)
  const present =
    value && !options.some(({ id }) => id === value.id) ? [{ id: value.id, label: value.name }] : []
  return (
    <PropertyChoice
      {...rest}
      value={value?.id}
      options={[...present, ...options]}
      onQueryChange={search}
      loading={loading}
    />
  )
}

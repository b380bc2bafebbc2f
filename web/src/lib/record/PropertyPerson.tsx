/** A person of the workspace in a field of a record. */
import { useMemo } from "react"
import { useDirectory } from "../directory"
import { PropertyChoice } from "./PropertyChoice"
import { peopleOptions } from "./people-options"
import type { RecordEditor } from "./use-record-edit"

type Props<Patch> = {
  editor: RecordEditor<Patch>
  field: keyof NoInfer<Patch> & string
  label: string
  value: string | null | undefined
  readOnly?: boolean
}

export function PropertyPerson<Patch>(props: Props<Patch>) {
  const directory = useDirectory()
  const options = useMemo(() => peopleOptions(directory), [directory])
  return <PropertyChoice {...props} options={options} />
}

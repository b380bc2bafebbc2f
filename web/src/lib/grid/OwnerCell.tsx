/** The person who owns a row's record. */
import { Person } from "@/ui/Person"
import { useDirectory } from "../directory"

export function OwnerCell({ id }: { id: string | null | undefined }) {
  const { user } = useDirectory()
  const owner = user(id)
  return owner ? (
    <Person id={owner.id} name={owner.name} />
  ) : (
    <span className="text-subtle-foreground">Nobody</span>
  )
}

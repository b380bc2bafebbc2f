/** For selected people or companies: gives them an owner, or deletes them. */
import { Trash2, UserRound } from "lucide-react"
import { useMemo } from "react"
import { Button } from "@/ui/Button"
import { useDirectory } from "../directory"
import { LazyPicker } from "../overlay/LazyPicker"
import { peopleOptions } from "./people-options"
import { useDelete } from "./use-delete"

type Props = {
  records: readonly { id: string; name: string }[]
  /** Several of them: "people". */
  many: string
  onOwner?: (ownerId: string, done: string) => Promise<void>
  canDelete: boolean
  onDone: () => void
}

export function OwnerBulk({ records, many, onOwner, canDelete, onDone }: Props) {
  const directory = useDirectory()
  const people = useMemo(() => peopleOptions(directory), [directory])
  const remove = useDelete()
  const words = records.length === 1 ? (records[0]?.name ?? "") : `${records.length} ${many}`
  return (
    <>
      {onOwner && (
        <LazyPicker
          label="Owner"
          options={people}
          value={null}
          onChange={async (id) => {
            await onOwner(id, `${directory.user(id)?.name} owns ${words} now.`)
            onDone()
          }}
          trigger={
            <Button variant="ghost" icon={<UserRound aria-hidden="true" />}>
              Owner
            </Button>
          }
        />
      )}
      {canDelete && (
        <Button
          variant="ghost"
          icon={<Trash2 aria-hidden="true" />}
          onClick={async () => {
            await remove(
              records.map(({ id }) => id),
              words,
            )
            onDone()
          }}
        >
          Delete
        </Button>
      )}
    </>
  )
}

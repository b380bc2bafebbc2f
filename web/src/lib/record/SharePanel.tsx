/** With whom a record is shared, beside those who see it by their role: people and teams, to see or to edit. */
import { X } from "lucide-react"
import { useState } from "react"
import { useQuery } from "urql"
import type { ShareLevel } from "@/gql/graphql"
import { Avatar } from "@/ui/Avatar"
import { IconButton } from "@/ui/IconButton"
import { NativeSelect } from "@/ui/NativeSelect"
import { Picker } from "@/ui/Picker"
import { PickerButton } from "@/ui/PickerButton"
import { useSend } from "../action"
import { useDirectory } from "../directory"
import { type Failure, toFailure } from "../failure"
import { Failed } from "../page/Failed"
import { assigneeOptions } from "./people-options"
import { ShareRecordMutation, SharesQuery, UnshareRecordMutation } from "./queries"

const levels: { id: ShareLevel; label: string }[] = [
  { id: "READ", label: "May see" },
  { id: "EDIT", label: "May edit" },
]

export function SharePanel({ id, mayShare }: { id: string; mayShare: boolean }) {
  const directory = useDirectory()
  const [{ data, error }, ask] = useQuery({ query: SharesQuery, variables: { id } })
  const again = () => ask({ requestPolicy: "network-only" })
  const [share, sharing] = useSend(ShareRecordMutation)
  const [unshare, ending] = useSend(UnshareRecordMutation)
  const [failure, setFailure] = useState<Failure | null>(null)
  const record = data?.node
  const shares = record && "shares" in record ? record.shares : []
  const settle = async (job: ReturnType<typeof share> | ReturnType<typeof unshare>) => {
    const { failure } = await job
    setFailure(failure ?? null)
    again()
  }
  const give = (withId: string, level: ShareLevel) => void settle(share({ input: { id, withId, level } }))
  const options = assigneeOptions(directory)
    .filter((option) => option.id !== directory.me.id && !shares.some(({ withId }) => withId === option.id))
    .map((option) => ({ ...option, hint: option.hint === "queue" ? "team" : option.hint }))
  return (
    <>
      <p aria-hidden="true" className="font-semibold text-sm">
        Share
      </p>
      <p className="mb-2.5 text-muted-foreground">Beside those who see it by their role.</p>
      {mayShare && (
        <Picker
          label="Person or team"
          options={options}
          value={null}
          onChange={(withId) => give(withId, "READ")}
          trigger={<PickerButton aria-label="Share with" placeholder="Add a person or a team…" />}
        />
      )}
      {failure && (
        <p role="alert" className="mt-2 text-danger-text">
          {failure.message}
        </p>
      )}
      {error && <Failed inline action="load the shares" failure={toFailure(error)} onRetry={again} />}
      {data && shares.length === 0 && (
        <p className="mt-2.5 text-muted-foreground">It is shared with nobody yet.</p>
      )}
      <ul aria-label="Shared with" className="not-empty:mt-2">
        {shares.map(({ withId, level }) => {
          const who = directory.assignee(withId)
          const name = who?.name ?? "Somebody who left"
          return (
            <li key={withId} className="flex min-h-9 items-center gap-2 max-md:min-h-12">
              <Avatar id={withId} name={name} kind={who?.kind} size="md" />
              <span className="min-w-0 flex-1 truncate">{name}</span>
              {mayShare ? (
                <>
                  <NativeSelect
                    aria-label={`What ${name} may do`}
                    className="h-7 text-sm"
                    value={level}
                    disabled={sharing}
                    onChange={(event) => give(withId, event.target.value as ShareLevel)}
                  >
                    {levels.map(({ id, label }) => (
                      <option key={id} value={id}>
                        {label}
                      </option>
                    ))}
                  </NativeSelect>
                  <IconButton
                    size="sm"
                    label={`Stop sharing with ${name}`}
                    disabled={ending}
                    onClick={() => void settle(unshare({ input: { id, withId } }))}
                  >
                    <X aria-hidden="true" />
                  </IconButton>
                </>
              ) : (
                <span className="text-muted-foreground">
                  {levels.find((one) => one.id === level)?.label.toLowerCase()}
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}

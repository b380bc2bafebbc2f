/** Letting a person go: what depends on them first, then who takes it over. */
import { Link } from "@tanstack/react-router"
import { useMemo, useState } from "react"
import { useQuery } from "urql"
import { useSend } from "@/lib/action"
import { refetchScreen } from "@/lib/client"
import { type Person, useDirectory } from "@/lib/directory"
import { type Failure, toFailure } from "@/lib/failure"
import { Failed } from "@/lib/page/Failed"
import { peopleOptions } from "@/lib/record/people-options"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Person as Name } from "@/ui/Person"
import { Picker } from "@/ui/Picker"
import { PickerButton } from "@/ui/PickerButton"
import { toast } from "@/ui/toast"
import { Fault } from "./Fault"
import { dependentRows, needsSuccessor } from "./people-words"
import { DeactivateUserMutation, DependentsQuery } from "./queries"
import { RowsSkeleton } from "./RowsSkeleton"

type Props = { person: Person; onClose: () => void; onDone: () => void }

export function DeactivateDialog({ person, onClose, onDone }: Props) {
  const { id, version, name } = person
  const directory = useDirectory()
  const [{ data, error }, ask] = useQuery({
    query: DependentsQuery,
    variables: { userId: id },
    requestPolicy: "network-only",
  })
  const [deactivate, busy] = useSend(DeactivateUserMutation)
  const [successorId, setSuccessorId] = useState<string | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const options = useMemo(
    () => peopleOptions(directory).filter((option) => option.id !== id),
    [directory, id],
  )
  const successor = directory.user(successorId)
  const rows = data ? dependentRows(data.dependents, id) : []
  const needed = data ? needsSuccessor(data.dependents) : false
  const run = async () => {
    const { failure } = await deactivate({ input: { id, expectedVersion: version, successorId } })
    if (failure) return setFailure(failure)
    refetchScreen()
    toast.show({
      title: `${name} is deactivated.`,
      description: successor ? `${successor.name} has what was theirs.` : undefined,
    })
    onDone()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      guarded
      title={`Deactivate ${name}?`}
      description="They are signed out everywhere and cannot come back in. What they did stays in the history."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            busy={busy}
            disabled={!data || (needed && !successorId)}
            onClick={() => void run()}
          >
            {successor && rows.length > 0 ? "Hand over and deactivate" : "Deactivate"}
          </Button>
        </>
      }
    >
      {error && (
        <Failed
          action="find out what depends on them"
          failure={toFailure(error)}
          onRetry={() => ask({ requestPolicy: "network-only" })}
        />
      )}
      {!data && !error && <RowsSkeleton label="Loading what depends on them" />}
      {data && rows.length === 0 && (
        <p className="text-muted-foreground">
          Nothing depends on {name}: no open work, no rule, no territory, no stage.
        </p>
      )}
      {rows.length > 0 && (
        <>
          <h3 className="mb-1.5 font-medium">This depends on {name}</h3>
          <ul aria-label={`What depends on ${name}`} className="rounded-md border">
            {rows.map(({ label, count, to, search, detail }) => (
              <li
                key={label}
                className="flex min-h-9 items-center gap-2 px-3 not-last:border-b max-md:min-h-11"
              >
                {count !== undefined && (
                  <span className="min-w-8 font-semibold tabular-nums">{count.toLocaleString("en-GB")}</span>
                )}
                <span className={count === undefined ? "font-medium" : undefined}>{label}</span>
                {detail && (
                  <span className="min-w-0 flex-1 truncate text-muted-foreground" title={detail}>
                    {detail}
                  </span>
                )}
                {to && (
                  <Link
                    to={to as never}
                    search={search as never}
                    target="_blank"
                    className="ml-auto text-primary-text hover:underline"
                    aria-label={`Show the ${label}`}
                  >
                    Show
                  </Link>
                )}
              </li>
            ))}
          </ul>
          <Field
            label="Who takes it over"
            optional={!needed}
            error={failure?.fields.successorId}
            hint="All of it moves at once, and each record tells who had it before."
            className="mt-4"
          >
            {(control) => (
              <Picker
                label="Successor"
                options={options}
                value={successorId}
                onChange={setSuccessorId}
                trigger={
                  <PickerButton {...control} placeholder="Choose a person…">
                    {successor && <Name id={successor.id} name={successor.name} />}
                  </PickerButton>
                }
              />
            )}
          </Field>
        </>
      )}
      <div className="mt-3 empty:hidden">
        <Fault failure={failure} shown={rows.length > 0 ? ["successorId"] : []} />
      </div>
    </Dialog>
  )
}

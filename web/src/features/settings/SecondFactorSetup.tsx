/** Setting up the second factor: the picture to scan, a code that proves it, the recovery codes once. */
import { type FormEvent, useEffect, useState } from "react"
import type { BeginSecondFactorMutation as Begun } from "@/gql/graphql"
import { useSend } from "@/lib/action"
import { CopyLine } from "@/lib/CopyLine"
import { refetchScreen } from "@/lib/client"
import type { Failure } from "@/lib/failure"
import { Button } from "@/ui/Button"
import { Dialog } from "@/ui/Dialog"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { Fault } from "./Fault"
import { BeginSecondFactorMutation, ConfirmSecondFactorMutation } from "./queries"
import { RecoveryCodes } from "./RecoveryCodes"

export function SecondFactorSetup({ onClose }: { onClose: () => void }) {
  const [begin] = useSend(BeginSecondFactorMutation)
  const [confirm, busy] = useSend(ConfirmSecondFactorMutation)
  const [setup, setSetup] = useState<Begun["beginSecondFactor"] | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  useEffect(() => {
    void begin({}).then(({ data, failure }) => {
      setSetup(data?.beginSecondFactor ?? null)
      setFailure(failure ?? null)
    })
  }, [begin])
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get("code")).replace(/\s/g, "")
    const { data, failure } = await confirm({ input: { code } })
    setFailure(failure ?? null)
    if (data) setCodes(data.confirmSecondFactor.codes)
  }
  const finish = () => {
    refetchScreen()
    onClose()
  }
  if (codes) return <RecoveryCodes codes={codes} onClose={finish} />
  return (
    <Dialog
      open
      onOpenChange={onClose}
      guarded
      size="sm"
      title="Set up the second factor"
      description="Scan the picture with an authenticator app, then type the code that it shows."
    >
      <form onSubmit={submit} className="grid gap-4">
        {/* The server draws it, as plain shapes; as a picture nothing in it can run. */}
        {setup ? (
          <img
            src={`data:image/svg+xml;utf8,${encodeURIComponent(setup.svg)}`}
            alt="The code to scan"
            className="mx-auto size-44 rounded-md border bg-[oklch(1_0_0)] p-2"
          />
        ) : (
          <div role="status" aria-label="Loading the code" className="mx-auto size-44 rounded-md bg-muted" />
        )}
        {setup && <CopyLine label="Or type this into the app" text={setup.secret} what="the secret" />}
        <Fault failure={failure} shown={["code"]} />
        <Field label="Code" error={failure?.fields.code} hint="Six digits.">
          {(control) => (
            <Input
              {...control}
              name="code"
              required
              inputMode="numeric"
              autoComplete="one-time-code"
              className="font-mono tracking-[0.12em]"
            />
          )}
        </Field>
        <div className="flex justify-end gap-2 max-md:[&>button]:flex-1">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={!setup}>
            Switch on
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** A provider to sign in with: what it gave us, and what it must be told. */
import { Trash2 } from "lucide-react"
import { type FormEvent, useState } from "react"
import type { SettingsProviderFragment } from "@/gql/graphql"
import { useAction, useSend } from "@/lib/action"
import { CopyLine } from "@/lib/CopyLine"
import type { Failure } from "@/lib/failure"
import { Button } from "@/ui/Button"
import { Checkbox } from "@/ui/Checkbox"
import { Dialog } from "@/ui/Dialog"
import { toast } from "@/ui/toast"
import { Fault } from "./Fault"
import { ProviderFields, shown } from "./ProviderFields"
import { CreateProviderMutation, DeleteProviderMutation, UpdateProviderMutation } from "./queries"

type Props = { provider?: SettingsProviderFragment; onClose: () => void; onDone: () => void }

export function ProviderForm({ provider, onClose, onDone }: Props) {
  const [create, creating] = useAction(CreateProviderMutation)
  const [update, updating] = useAction(UpdateProviderMutation)
  const [remove, removing] = useSend(DeleteProviderMutation)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [enabled, setEnabled] = useState(provider?.enabled ?? true)
  const [made, setMade] = useState<SettingsProviderFragment | null>(null)
  const [sure, setSure] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const typed = (name: string) => String(form.get(name) ?? "").trim()
    const given = {
      name: typed("name"),
      issuer: typed("issuer"),
      clientId: typed("clientId"),
      allowedDomains: typed("allowedDomains")
        .split(/[\s,]+/)
        .filter(Boolean),
      roleId: typed("roleId") || null,
    }
    const clientSecret = typed("clientSecret")
    const { data, failure } = provider
      ? await update({
          id: provider.id,
          expectedVersion: provider.version,
          ...given,
          enabled,
          // Left out, the one that is kept stays.
          ...(clientSecret ? { clientSecret } : {}),
        })
      : await create({ ...given, clientSecret })
    if (failure) return setFailure(failure)
    onDone()
    if ("createProvider" in data) return setMade(data.createProvider)
    toast.show({ title: `${given.name} is saved.` })
    onClose()
  }
  const end = async () => {
    if (!provider) return
    if (!sure) return setSure(true)
    const { failure } = await remove({ input: { id: provider.id } })
    if (failure) return setFailure(failure)
    onDone()
    toast.show({ title: `${provider.name} is deleted.` })
    onClose()
  }
  if (made)
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={`${made.name} is added`}
        description="One more thing: tell the provider where people come back to."
      >
        <CopyLine label="Redirect URI" text={made.redirectUri} what="the redirect URI" />
        <div className="mt-4 flex justify-end">
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </div>
      </Dialog>
    )
  return (
    <Dialog open onOpenChange={onClose} guarded title={provider ? provider.name : "Add a provider"}>
      <form onSubmit={submit} className="grid grid-cols-2 gap-4 max-md:grid-cols-1 [&>*]:min-w-0">
        <div className="col-span-full empty:hidden">
          <Fault failure={failure} shown={shown} />
        </div>
        <ProviderFields provider={provider} failure={failure} />
        {provider && (
          <>
            <Checkbox className="col-span-full" checked={enabled} onChange={() => setEnabled(!enabled)}>
              On
              <span className="block text-muted-foreground">
                Off, its button is gone from the sign-in page.
              </span>
            </Checkbox>
            <div className="col-span-full">
              <CopyLine label="Redirect URI" text={provider.redirectUri} what="the redirect URI" />
            </div>
          </>
        )}
        <div className="col-span-full flex justify-end gap-2 max-md:[&>button]:flex-1">
          {provider && (
            <Button
              variant="danger"
              busy={removing}
              icon={<Trash2 aria-hidden="true" />}
              onClick={() => void end()}
              className="mr-auto"
            >
              {sure ? "Delete it, really" : "Delete"}
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={creating || updating}>
            {provider ? "Save" : "Add the provider"}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

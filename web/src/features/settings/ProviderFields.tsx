/** What a provider to sign in with is known by. */
import type { SettingsProviderFragment } from "@/gql/graphql"
import type { Failure } from "@/lib/failure"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"
import { RoleSelect } from "./RoleSelect"

/** The fields that show their own fault. */
export const shown = ["name", "issuer", "clientId", "clientSecret", "allowedDomains", "roleId"]

type Props = { provider?: SettingsProviderFragment; failure: Failure | null }

export function ProviderFields({ provider, failure }: Props) {
  return (
    <>
      <Field label="Name" error={failure?.fields.name} hint="On the button: “Continue with …”.">
        {(control) => (
          <Input {...control} name="name" autoComplete="off" required defaultValue={provider?.name} />
        )}
      </Field>
      <Field label="Issuer" error={failure?.fields.issuer} hint="The address that its tokens name.">
        {(control) => (
          <Input
            {...control}
            name="issuer"
            type="url"
            required
            placeholder="https://accounts.google.com"
            defaultValue={provider?.issuer}
          />
        )}
      </Field>
      <Field label="Client id" error={failure?.fields.clientId}>
        {(control) => (
          <Input {...control} name="clientId" autoComplete="off" required defaultValue={provider?.clientId} />
        )}
      </Field>
      <Field
        label="Client secret"
        error={failure?.fields.clientSecret}
        hint={provider ? "Kept, and never shown. Type a new one to replace it." : undefined}
      >
        {(control) => (
          <Input
            {...control}
            name="clientSecret"
            type="password"
            autoComplete="off"
            required={!provider}
            placeholder={provider ? "••••••••" : undefined}
          />
        )}
      </Field>
      <Field
        label="Domains"
        optional
        error={failure?.fields.allowedDomains}
        hint="Only addresses of these may sign in."
      >
        {(control) => (
          <Input
            {...control}
            name="allowedDomains"
            autoComplete="off"
            placeholder="example.com, example.org"
            defaultValue={provider?.allowedDomains.join(", ")}
          />
        )}
      </Field>
      <Field
        label="Who is new"
        error={failure?.fields.roleId}
        hint="An account with a role of itself needs domains."
      >
        {(control) => (
          <RoleSelect
            {...control}
            name="roleId"
            none="Must be invited before"
            defaultValue={provider?.roleId ?? ""}
          />
        )}
      </Field>
    </>
  )
}

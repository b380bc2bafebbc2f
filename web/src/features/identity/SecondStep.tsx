/** The second factor: a code of the app, or one of the recovery codes when the phone is not at hand. */
import { useState } from "react"
import { Field } from "@/ui/Field"
import { Input } from "@/ui/Input"

export function SecondStep({ error }: { error?: string }) {
  const [recovery, setRecovery] = useState(false)
  return (
    <Field
      key={String(recovery)}
      label={recovery ? "Recovery code" : "Code"}
      error={error}
      hint={
        recovery
          ? "One of the codes that you kept when you set the second factor up. Each works once."
          : "The six digits that your authenticator app shows."
      }
      aside={
        <button
          type="button"
          onClick={() => setRecovery(!recovery)}
          className="touch-target text-primary-text text-xs hover:underline"
        >
          {recovery ? "Use the app" : "Use a recovery code"}
        </button>
      }
    >
      {(control) => (
        <Input
          {...control}
          autoFocus
          name="code"
          required
          autoComplete="one-time-code"
          autoCapitalize="off"
          spellCheck={false}
          inputMode={recovery ? "text" : "numeric"}
          className="font-mono tracking-[0.12em]"
        />
      )}
    </Field>
  )
}

/** View state (filter, sort, peek) in the address, validated, so that a link reproduces a screen. */
import { useNavigate, useSearch } from "@tanstack/react-router"
import { useCallback, useMemo } from "react"
import * as v from "valibot"
import type { ConditionInput } from "@/gql/graphql"

/** A choice that falls back when the address holds nonsense. */
export const choice = <const Options extends readonly [string, ...string[]]>(
  options: Options,
  initial: Options[number],
) => v.fallback(v.optional(v.picklist(options), initial), initial)

/** An optional text: an id or what was searched. */
export const optionalText = v.fallback(v.optional(v.string()), undefined)

/** On, or not in the address at all. */
export const flag = v.fallback(v.optional(v.boolean()), undefined)

/** A condition: the rows behind a number on another screen. */
export const conditionInAddress = v.fallback(
  v.optional(
    v.custom<ConditionInput>((value) => typeof value === "object" && value !== null && !Array.isArray(value)),
  ),
  undefined,
)

type Entries = Record<string, v.GenericSchema>

/** Reads the view state of this screen by its schema, and writes changes back without a history entry. */
export function useView<const Given extends Entries>(schema: v.ObjectSchema<Given, undefined>) {
  const search = useSearch({ strict: false })
  const navigate = useNavigate()
  const text = JSON.stringify(search)
  const view = useMemo(() => v.parse(schema, JSON.parse(text)), [schema, text])
  const change = useCallback(
    (patch: Partial<v.InferOutput<typeof schema>>) =>
      navigate({ to: ".", replace: true, search: (now: object) => ({ ...now, ...patch }) } as never),
    [navigate],
  )
  return [view, change] as const
}

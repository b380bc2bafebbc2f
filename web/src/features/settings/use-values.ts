/** What a field can be compared with, where that is a choice: values of an enum, people, teams, stages. */
import { useCallback } from "react"
import { useDirectory } from "@/lib/directory"
import type { FieldInfo } from "./condition-words"

export type Choice = { id: string; label: string }

/** The choices of a field, or null where a value is typed. */
export function useChoices(field: FieldInfo | undefined): Choice[] | null {
  const { users, teams, leadStages, pipelines } = useDirectory()
  if (!field) return null
  if (field.type === "BOOLEAN")
    return [
      { id: "true", label: "Yes" },
      { id: "false", label: "No" },
    ]
  if (field.options.length > 0) return field.options.map(({ value, label }) => ({ id: value, label }))
  if (field.type !== "REFERENCE") return null
  const named = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ id, label: name }))
  if (field.name === "teamId") return named(teams)
  if (field.name === "stageId")
    return [...named(leadStages), ...named(pipelines.flatMap(({ stages }) => stages))]
  return named(users.filter(({ active }) => active))
}

/** A choice as the condition holds it, and back. */
export const toValue = ({ type }: FieldInfo, id: string): unknown => (type === "BOOLEAN" ? id === "true" : id)
export const toChoice = (value: unknown) => String(value ?? "")

/** Values in words. */
export function useValueWords(fields: readonly FieldInfo[]) {
  const { assignee, leadStage, dealStage } = useDirectory()
  return useCallback(
    (name: string, value: unknown) => {
      if (typeof value === "boolean") return value ? "yes" : "no"
      const text = String(value ?? "")
      const option = fields.find((field) => field.name === name)?.options.find((one) => one.value === text)
      const known = assignee(text) ?? leadStage(text) ?? dealStage(text)
      return option?.label ?? known?.name ?? text
    },
    [fields, assignee, leadStage, dealStage],
  )
}

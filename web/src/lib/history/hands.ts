/** Whose hand made a change, where it was not the person's own. */
import type { HistoryEvent } from "../record/event-words"

export const hands: Partial<Record<HistoryEvent["actor"]["kind"], string>> = {
  AUTOMATION: "rule",
  FORM: "form",
  IMPORT: "import",
  TOKEN: "token",
}

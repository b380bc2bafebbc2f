/** The kinds of activity one can write down, in the order of the composer. */
import { type LucideIcon, Mail, Phone, SquareCheckBig, StickyNote, Video } from "lucide-react"

export type Kind = {
  type: "note" | "call" | "email" | "meeting" | "task"
  label: string
  icon: LucideIcon
  placeholder: string
  /** Usual outcomes; any other can be typed. */
  outcomes: string[]
}

export const kinds: Kind[] = [
  { type: "note", label: "Note", icon: StickyNote, placeholder: "Write a note", outcomes: [] },
  {
    type: "call",
    label: "Call",
    icon: Phone,
    placeholder: "What was said",
    outcomes: ["Connected", "No answer", "Left a message", "Wrong number"],
  },
  { type: "email", label: "Email", icon: Mail, placeholder: "What you wrote", outcomes: [] },
  {
    type: "meeting",
    label: "Meeting",
    icon: Video,
    placeholder: "Notes of the meeting",
    outcomes: ["Held", "Postponed", "No show"],
  },
  { type: "task", label: "Task", icon: SquareCheckBig, placeholder: "What is to do", outcomes: [] },
]

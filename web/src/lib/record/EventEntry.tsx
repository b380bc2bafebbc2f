/** One change in the timeline. */
import type { ReactNode } from "react"
import { DateText } from "@/ui/DateText"
import { TimelineItem } from "@/ui/TimelineItem"
import { useDirectory } from "../directory"
import { eventWords, type HistoryEvent, type Stay } from "./event-words"

type Props = {
  event: HistoryEvent
  last: boolean
  now: number
  stays?: readonly Stay[]
  /** Below the words. */
  card?: ReactNode
  /** After the words: a rule and its trace. */
  more?: ReactNode
}

export function EventEntry({ event, last, now, stays, card, more }: Props) {
  const directory = useDirectory()
  const { icon: Icon, tone, words } = eventWords(event, directory, now, stays)
  const who = event.actor.id === directory.me.id ? "You" : event.actor.name
  return (
    <TimelineItem
      icon={<Icon aria-hidden="true" />}
      tone={tone}
      last={last}
      card={card}
      at={<DateText value={event.at} now={now} time />}
    >
      <strong>{who}</strong> {words}
      {event.erasedAt && ". What it told was erased."}
      {more}
    </TimelineItem>
  )
}

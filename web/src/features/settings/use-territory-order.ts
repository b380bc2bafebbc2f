/** Moves territories up and down: seen at once, sent one after the other, and taken back when it is refused. */
import { useState } from "react"
import type { SettingsTerritoryFragment } from "@/gql/graphql"
import { useSend } from "@/lib/action"
import { toast } from "@/ui/toast"
import { faultWords } from "./Fault"
import { ReorderTerritoriesMutation } from "./queries"
import { inOrder, moved } from "./territory-order"

type Territory = SettingsTerritoryFragment

export function useTerritoryOrder(saved: readonly Territory[], again: () => void) {
  const [send, busy] = useSend(ReorderTerritoriesMutation)
  const [ids, setIds] = useState<readonly string[] | null>(null)
  const [said, setSaid] = useState("")
  const territories = inOrder(saved, ids)
  return {
    territories,
    /** For who does not see it. */
    said,
    async move({ id, name }: Territory, by: -1 | 1) {
      const next = moved(
        territories.map((territory) => territory.id),
        id,
        by,
      )
      // One at a time: the server takes an order of all of them.
      if (busy || next === ids) return
      setIds(next)
      setSaid(`${name} is number ${next.indexOf(id) + 1} of ${next.length}.`)
      const { failure } = await send({ input: { ids: [...next] } })
      if (failure) {
        setSaid("")
        toast.show({
          tone: "problem",
          title: `${name} stays where it was.`,
          description: faultWords(failure),
        })
      }
      again()
      setIds(null)
    },
  }
}

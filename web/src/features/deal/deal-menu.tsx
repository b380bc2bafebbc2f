/** What the menu of a deal's page offers besides deleting it. */
import { ArrowRightLeft, CircleX, RotateCcw, Trophy } from "lucide-react"
import type { MenuItem } from "@/ui/Menu"
import type { DealMoves } from "./use-deal-moves"
import type { Deal } from "./view"

export const dealMenu = (deal: Deal, moves: Omit<DealMoves, "move">): MenuItem[] =>
  deal.state === "OPEN"
    ? [
        { label: "Won", icon: <Trophy aria-hidden="true" />, onSelect: () => void moves.win(deal) },
        { label: "Lost…", icon: <CircleX aria-hidden="true" />, onSelect: () => moves.lose(deal) },
        {
          label: "Hand off…",
          kbd: "A",
          icon: <ArrowRightLeft aria-hidden="true" />,
          onSelect: () => moves.handOff(deal),
        },
      ]
    : [{ label: "Reopen", icon: <RotateCcw aria-hidden="true" />, onSelect: () => void moves.reopen(deal) }]

/** The connection of this tab, as a chip that is always in sight. */
import { ConnectionChip } from "@/ui/ConnectionChip"
import { useConnection } from "../connection"

export const Connection = ({ className }: { className?: string }) => (
  <ConnectionChip state={useConnection()} className={className} />
)

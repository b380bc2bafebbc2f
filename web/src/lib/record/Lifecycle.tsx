/** The lifecycle stage of a person or a company: its mark and its name, as the workspace calls it. */
import type { LifecycleKind } from "@/gql/graphql"
import { Stage } from "@/ui/Stage"
import { useDirectory } from "../directory"
import { stageShape } from "../stage-shape"

export function Lifecycle({ kind }: { kind: LifecycleKind | null | undefined }) {
  const { leadStages } = useDirectory()
  const stage = leadStages.find((one) => one.kind === kind)
  if (!stage) return <span className="text-subtle-foreground">–</span>
  return <Stage className="align-top" name={stage.name} {...stageShape(leadStages, stage.id)} />
}

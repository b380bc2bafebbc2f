/** The lifecycle stages as options of a filter, by their kind. */
import { useMemo } from "react"
import type { PickerOption } from "@/ui/Picker"
import { StageMark } from "@/ui/StageMark"
import { useDirectory } from "../directory"
import { stageShape } from "../stage-shape"

export function useLifecycleOptions(): PickerOption[] {
  const { leadStages } = useDirectory()
  return useMemo(
    () =>
      leadStages.map(({ id, name, kind }) => ({
        id: kind,
        label: name,
        icon: <StageMark {...stageShape(leadStages, id)} />,
      })),
    [leadStages],
  )
}

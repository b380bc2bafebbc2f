/** The stages of a pipeline as options of a picker, with what each asks for. */
import type { PipelineEntry } from "@/lib/directory"
import { stageShape } from "@/lib/stage-shape"
import type { PickerOption } from "@/ui/Picker"
import { StageMark } from "@/ui/StageMark"

export const stageOptions = (pipeline: PipelineEntry | undefined): PickerOption[] =>
  (pipeline?.stages ?? []).map(({ id, name }) => ({
    id,
    label: name,
    icon: <StageMark {...stageShape(pipeline?.stages ?? [], id)} />,
  }))

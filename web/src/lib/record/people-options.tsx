/** The people of the workspace, and its queues, as options of a picker: the viewer first, then by name. */
import { Avatar } from "@/ui/Avatar"
import type { PickerOption } from "@/ui/Picker"
import type { Directory } from "../directory"

export function peopleOptions({ users, me }: Directory): PickerOption[] {
  return users
    .filter(({ active }) => active)
    .sort((a, b) => Number(b.id === me.id) - Number(a.id === me.id) || a.name.localeCompare(b.name))
    .map(({ id, name, outOfOffice }) => ({
      id,
      label: name,
      icon: <Avatar id={id} name={name} />,
      hint: outOfOffice ? "out of office" : id === me.id ? "you" : undefined,
    }))
}

export function assigneeOptions(directory: Directory): PickerOption[] {
  const queues = directory.teams.map(({ id, name }) => ({
    id,
    label: name,
    icon: <Avatar id={id} name={name} kind="queue" />,
    hint: "queue",
  }))
  return [...peopleOptions(directory), ...queues]
}

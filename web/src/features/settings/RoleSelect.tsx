/** One of the workspace's roles, in a form. */
import type { ComponentProps } from "react"
import { useDirectory } from "@/lib/directory"
import { NativeSelect } from "@/ui/NativeSelect"

type Props = ComponentProps<"select"> & {
  /** The first choice, which stands for no role. */
  none?: string
  without?: string
}

export function RoleSelect({ none, without, ...rest }: Props) {
  const { roles } = useDirectory()
  return (
    <NativeSelect {...rest}>
      {none && <option value="">{none}</option>}
      {roles
        .filter(({ id }) => id !== without)
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
    </NativeSelect>
  )
}

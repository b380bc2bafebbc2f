/** A part of a screen that has a file of its own: loaded when it is first shown, or once the app has stood for a while. */
import { type FunctionComponent, lazy } from "react"
import { reachable } from "./reachable"

/** Long after the first screen stands, the rest comes too: a connection that breaks then takes none away. */
const laterOn = 8000

/** Loads ahead of need; where that fails, the need itself will ask again. */
export const preload = (load: () => Promise<unknown> | undefined) =>
  void setTimeout(() => void load()?.catch(() => {}), laterOn)

/** `part(() => import("./LeadPeek"), "LeadPeek")`, at the top of a module. */
export function part<Name extends string, Props>(
  load: () => Promise<Record<Name, FunctionComponent<Props>>>,
  name: Name,
) {
  preload(load)
  const reached = reachable(load)
  return lazy(async () => ({ default: (await reached())[name] }))
}

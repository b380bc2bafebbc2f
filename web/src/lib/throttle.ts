/** Runs at most once per interval, the last call included: totals may tick, but not faster than the eye. */
import { useEffect, useMemo, useRef } from "react"

export function useThrottled(run: () => void, milliseconds = 1000) {
  const latest = useRef(run)
  latest.current = run
  const throttled = useMemo(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let last = 0
    const call = () => {
      if (timer) return
      timer = setTimeout(
        () => {
          timer = undefined
          last = Date.now()
          latest.current()
        },
        Math.max(0, last + milliseconds - Date.now()),
      )
    }
    return { call, stop: () => clearTimeout(timer) }
  }, [milliseconds])
  useEffect(() => throttled.stop, [throttled])
  return throttled.call
}

import { useEffect, useRef } from "react"

/** Whether the component is on the screen still, for what comes back after it may have gone. */
export function useMounted() {
  const mounted = useRef(true)
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])
  return mounted
}

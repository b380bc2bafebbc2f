/** Loads a part of the client; while the server is away it waits for it instead of giving the page up. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 2000))

const served = () =>
  fetch("/", { method: "HEAD", cache: "no-store" }).then(
    ({ status }) => status < 500,
    () => false,
  )

export function reachable<Part>(load: () => Promise<Part>) {
  return async () => {
    try {
      return await load()
    } catch {
      while (!(await served())) await pause()
      // What still fails now belongs to another version: the router then loads the page anew.
      return load()
    }
  }
}

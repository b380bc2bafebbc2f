// What tests of signing in at a provider do: adding one to a workspace, and going there and back.

/**
 * Adds a provider to a workspace.
 * @param {import("./server.js").Server} server
 * @param {string} token of somebody who may
 * @param {Record<string, unknown>} input
 * @returns {Promise<{ id: string, key: string, redirectUri: string }>}
 */
export async function addProvider(server, token, input) {
  const query = "mutation ($input: CreateProviderInput!) { createProvider(input: $input) { id redirectUri } }"
  const { createProvider } = await server.ask(query, { input }, token)
  return { ...createProvider, key: createProvider.id.split(":")[1] }
}

/** A browser without pages: it keeps cookies, and follows no redirect by itself. */
export class Visitor {
  /** @param {import("./server.js").Server} server */
  constructor(server) {
    this.server = server
    /** @type {Map<string, string>} */
    this.cookies = new Map()
  }

  /** @param {string} path @returns {Promise<Response>} */
  async get(path) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ")
    const url = new URL(path, this.server.url)
    const ours = url.origin === this.server.url
    const answer = await fetch(url, { redirect: "manual", headers: ours && cookie ? { cookie } : {} })
    for (const set of ours ? answer.headers.getSetCookie() : []) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value) this.cookies.set(name, value)
      else this.cookies.delete(name)
    }
    return answer
  }

  /** To the provider; gives the address that it sends the browser back to. @param {string} key @param {string} [next] */
  async goAway(key, next) {
    const query = next === undefined ? "" : `?${new URLSearchParams({ next })}`
    const there = (await this.get(`/auth/${key}/start${query}`)).headers.get("location") ?? ""
    if (there.startsWith("/")) return there
    return (await this.get(there)).headers.get("location") ?? ""
  }

  /** There and back; gives where it ends. @param {string} key @param {string} [next] */
  async signIn(key, next) {
    return (await this.get(await this.goAway(key, next))).headers.get("location") ?? ""
  }

  /** Who is signed in here. */
  async person() {
    const headers = {
      "content-type": "application/json",
      "x-baton-client": "web",
      cookie: `baton_session=${this.cookies.get("baton_session") ?? ""}`,
    }
    const body = JSON.stringify({ query: "{ me { user { id name email roleId } } }" })
    const answer = await fetch(`${this.server.url}/graphql`, { method: "POST", headers, body })
    return /** @type {any} */ (await answer.json()).data.me?.user ?? null
  }
}

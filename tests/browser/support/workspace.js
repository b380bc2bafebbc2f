// A workspace around the tests of a file, with a token of its first person.
import { after, before } from "node:test"
import { Server } from "./server.js"

export const CREATE = "mutation ($name: String!) { createDeal(input: { name: $name }) { id name version } }"

/** Starts before the file's tests and stops after them. */
export function useWorkspace() {
  const workspace = {
    /** @type {Server} */
    server: /** @type {any} */ (undefined),
    token: "",
    /** @param {string} query @param {Record<string, unknown>} [variables] */
    ask: (query, variables) => workspace.server.ask(query, variables, workspace.token),
    /** @param {string} name */
    createDeal: async (name) => (await workspace.ask(CREATE, { name })).createDeal,
  }
  before(async () => {
    workspace.server = await Server.start()
    await workspace.server.setUp()
    workspace.token = await workspace.server.createToken(Server.admin.email)
  })
  after(() => workspace.server?.stop())
  return workspace
}

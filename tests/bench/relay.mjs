// A thread that sends a finished message to all its sockets, one after the other, and nothing else: how long the
// subscribers themselves need, to be held against how long they wait for the server.
import { createRequire } from "node:module"
import { parentPort } from "node:worker_threads"

const { WebSocketServer } = createRequire(new URL("../browser/package.json", import.meta.url))("ws")
const port = /** @type {import("node:worker_threads").MessagePort} */ (parentPort)

const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false })
server.on("connection", (/** @type {any} */ socket) => {
  socket.on("message", (/** @type {Buffer} */ data) => {
    const { type } = JSON.parse(data.toString())
    if (type === "connection_init") socket.send('{"type":"connection_ack"}')
    if (type === "subscribe")
      socket.send('{"type":"next","id":"1","payload":{"data":{"events":{"cursor":"0"}}}}')
  })
})
server.on("listening", () => port.postMessage({ port: server.address().port }))
port.on("message", (text) => {
  for (const socket of server.clients) socket.send(text)
})

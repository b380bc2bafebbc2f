import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import tailwindcss from "@tailwindcss/vite"
import react from "@vitejs/plugin-react"
import type { Plugin } from "vite"
import { defineConfig } from "vitest/config"

const server = "http://127.0.0.1:8080"

/** The list of what the client asks, beside its page, for the server; `npm run codegen` writes it. */
const operations = (): Plugin => ({
  name: "operations",
  apply: "build",
  generateBundle() {
    const source = readFileSync(new URL("./src/gql/operations.json", import.meta.url))
    this.emitFile({ type: "asset", fileName: "operations.json", source })
  },
})

export default defineConfig({
  plugins: [react(), tailwindcss(), operations()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: {
    // The patterns are anchored, so that client routes such as /forms stay with the client.
    proxy: {
      "^/graphql(/|\\?|$)": { target: server, ws: true },
      "^/f/": { target: server },
    },
  },
  build: {
    outDir: "dist",
    assetsDir: "assets",
    // The server's content policy allows neither inline scripts nor data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The first browsers with light-dark(), which the colour tokens need.
    target: ["chrome123", "firefox120", "safari17.5"],
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
})

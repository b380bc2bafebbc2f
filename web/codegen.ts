import type { CodegenConfig } from "@graphql-codegen/cli"

/** Typed documents from the server's schema. Run it after the schema or a document changes. */
const config: CodegenConfig = {
  schema: "../schema.graphql",
  documents: ["src/**/*.{ts,tsx}", "!src/gql/**", "!src/**/*.test.{ts,tsx}"],
  ignoreNoDocuments: true,
  generates: {
    "src/gql/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        strictScalars: true,
        useTypeImports: true,
        enumsAsTypes: true,
        scalars: { ID: "string", DateTime: "string", Date: "string", Decimal: "string", JSON: "unknown" },
      },
    },
    // What the client's cache knows of types and nullability, a tenth of an introspection.
    "src/gql/schema.ts": { plugins: ["./codegen-schema.mjs"] },
    // What this client asks, which is all that the server answers a session.
    "src/gql/operations.json": { plugins: ["./codegen-operations.mjs"] },
  },
}

export default config

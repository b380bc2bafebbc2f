import { act, cleanup, renderHook } from "@testing-library/react"
import { type Client, gql, type TypedDocumentNode } from "@urql/core"
import type { ReactNode } from "react"
import { Provider } from "urql"
import { afterEach, expect, test } from "vitest"
import { usePages } from "./pages"

afterEach(cleanup)

type Page = { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean } }
const Audit: TypedDocumentNode<{ audit: Page }, { first: number; after: string | null }> =
  gql`query Audit { a }`

test("of two readings of the newest page, the one that was asked later stands, whichever is quicker", async () => {
  const waiting: ((result: object) => void)[] = []
  const client = {
    query: () => ({ toPromise: () => new Promise((resolve) => waiting.push(resolve)) }),
  } as unknown as Client
  const wrapper = ({ children }: { children: ReactNode }) => <Provider value={client}>{children}</Provider>
  const hook = renderHook(() => usePages(Audit, {}, ({ audit }) => audit), { wrapper })
  const answer = (at: number, ...ids: string[]) =>
    act(async () =>
      waiting[at]?.({
        data: { audit: { nodes: ids.map((id) => ({ id })), pageInfo: { hasNextPage: false } } },
      }),
    )
  await answer(0, "1")
  act(() => void hook.result.current.renew())
  act(() => void hook.result.current.renew())
  await answer(2, "3", "2", "1")
  await answer(1, "2", "1")
  expect(hook.result.current.rows.map(({ id }) => id)).toEqual(["3", "2", "1"])
})

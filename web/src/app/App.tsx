/** The providers, once, around the router. */
import { RouterProvider } from "@tanstack/react-router"
import { Provider } from "urql"
import { client } from "@/lib/client"
import { UiProvider } from "@/ui/UiProvider"
import { router } from "./router"

export function App() {
  return (
    <UiProvider>
      <Provider value={client}>
        <RouterProvider router={router} />
      </Provider>
    </UiProvider>
  )
}

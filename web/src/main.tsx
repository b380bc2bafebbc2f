/** Starts the client. */
import "./styles.css"
import "./lib/theme"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { App } from "./app/App"

const root = document.getElementById("root")
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )

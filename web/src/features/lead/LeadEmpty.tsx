/** No leads yet: what the screen is for, and the one next action. */
import { Link } from "@tanstack/react-router"
import { ClipboardList } from "lucide-react"
import { buttonClass } from "@/ui/button-class"
import { EmptyArt } from "@/ui/EmptyArt"
import { EmptyState } from "@/ui/EmptyState"

export function LeadEmpty({ onCreate }: { onCreate?: () => void }) {
  return (
    <EmptyState
      art={<EmptyArt />}
      title="Every inquiry lands here, with a person on it"
      action={
        <Link to={"/forms" as never} className={buttonClass({ variant: "primary", size: "lg" })}>
          <ClipboardList aria-hidden="true" />
          Publish a form
        </Link>
      }
      ways={
        onCreate && (
          <>
            or{" "}
            <button type="button" className="text-primary-text hover:underline" onClick={onCreate}>
              add one by hand
            </button>
          </>
        )
      }
    >
      A lead is one inquiry being worked, from the first form to the outcome. Publish a form and routing gives
      each lead to someone at once.
    </EmptyState>
  )
}

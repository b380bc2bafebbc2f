/** The second factor: on or off, and the way to change that. */
import { ShieldCheck, ShieldOff } from "lucide-react"
import { Suspense, useState } from "react"
import { useDirectory } from "@/lib/directory"
import { part } from "@/lib/part"
import { Badge } from "@/ui/Badge"
import { Button } from "@/ui/Button"
import { Part } from "./Part"

const SecondFactorSetup = part(() => import("./SecondFactorSetup"), "SecondFactorSetup")
const SecondFactorRemove = part(() => import("./SecondFactorRemove"), "SecondFactorRemove")

export function SecondFactorPart() {
  const { viewer } = useDirectory()
  const [asking, setAsking] = useState<"setup" | "remove" | null>(null)
  const on = viewer.hasSecondFactor
  const close = () => setAsking(null)
  return (
    <Part
      title="Second factor"
      description="A code from your phone, besides the password. It keeps out who got hold of it."
    >
      <div className="flex items-center gap-3">
        {on ? (
          <Badge tone="success" icon={<ShieldCheck aria-hidden="true" />}>
            On
          </Badge>
        ) : (
          <Badge icon={<ShieldOff aria-hidden="true" />}>Off</Badge>
        )}
        <p className="min-w-0 flex-1 text-muted-foreground">
          {on ? "You are asked for a code when you sign in." : "Your password alone lets you in."}
        </p>
        {on ? (
          <Button size="lg" onClick={() => setAsking("remove")}>
            Switch off…
          </Button>
        ) : (
          <Button
            size="lg"
            variant="primary"
            disabled={!viewer.hasPassword}
            onClick={() => setAsking("setup")}
          >
            Set up…
          </Button>
        )}
      </div>
      <Suspense>
        {asking === "setup" && <SecondFactorSetup onClose={close} />}
        {asking === "remove" && <SecondFactorRemove onClose={close} />}
      </Suspense>
    </Part>
  )
}

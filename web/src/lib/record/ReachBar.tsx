/** On a phone: calls or writes with one tap. */
import { Mail, Phone } from "lucide-react"
import { buttonClass } from "@/ui/button-class"
import { cn } from "@/ui/cn"

type Props = { email?: string | null; phone?: string | null }

export function ReachBar({ email, phone }: Props) {
  if (!email && !phone) return null
  const look = cn(buttonClass({}), "flex-1")
  return (
    <div className="flex flex-none gap-2 px-4 pt-3 md:hidden">
      {phone && (
        <a href={`tel:${phone.replace(/\s/g, "")}`} className={look}>
          <Phone aria-hidden="true" />
          Call
        </a>
      )}
      {email && (
        <a href={`mailto:${email}`} className={look}>
          <Mail aria-hidden="true" />
          Email
        </a>
      )}
    </div>
  )
}

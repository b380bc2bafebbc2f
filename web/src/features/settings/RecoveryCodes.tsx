/** The recovery codes, shown this once: to copy, to keep as a file, and to say that one has them. */
import { Check, Copy, Download } from "lucide-react"
import { useState } from "react"
import { Button } from "@/ui/Button"
import { Checkbox } from "@/ui/Checkbox"
import { Dialog } from "@/ui/Dialog"
import { toast } from "@/ui/toast"

type Props = { codes: readonly string[]; onClose: () => void }

export function RecoveryCodes({ codes, onClose }: Props) {
  const [kept, setKept] = useState(false)
  const [copied, setCopied] = useState(false)
  const text = `${codes.join("\n")}\n`
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => toast.show({ tone: "problem", title: "Not copied.", description: "Download them instead." }),
    )
  const download = () => {
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }))
    link.download = "baton-recovery-codes.txt"
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <Dialog
      open
      // They are not shown again: only who says that they are kept leaves.
      onOpenChange={() => kept && onClose()}
      guarded
      size="sm"
      title="Keep your recovery codes"
      description="Each lets you in once when your phone is not at hand. They are shown only now."
    >
      <ul
        aria-label="Recovery codes"
        className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-md border bg-surface p-3 font-mono tabular-nums"
      >
        {codes.map((code) => (
          <li key={code} className="select-all text-center">
            {code}
          </li>
        ))}
      </ul>
      <div className="mt-3 flex gap-2 [&>button]:flex-1">
        <Button
          onClick={() => void copy()}
          icon={copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        >
          {copied ? "Copied" : "Copy"}
        </Button>
        <Button onClick={download} icon={<Download aria-hidden="true" />}>
          Download
        </Button>
      </div>
      <Checkbox className="mt-4" checked={kept} onChange={() => setKept(!kept)}>
        I have kept them in a safe place
      </Checkbox>
      <Button variant="primary" size="lg" block disabled={!kept} onClick={onClose} className="mt-4">
        Done
      </Button>
    </Dialog>
  )
}

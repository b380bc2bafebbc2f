/** The look shared by all single and multi-line form fields. */
export const inputClass = [
  "w-full rounded-md border border-input bg-background px-2.5 text-base text-foreground appearance-none",
  "focus-visible:rounded-md focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-ring",
  "aria-invalid:border-danger data-invalid:border-danger disabled:opacity-60 [&[readonly]]:bg-surface",
  "max-md:text-[16px]",
].join(" ")

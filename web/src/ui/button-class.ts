import { cva, type VariantProps } from "class-variance-authority"

/** The look of a button, for links that must look like one. */
export const buttonClass = cva(
  [
    "group/button inline-flex flex-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium select-none",
    "transition-colors disabled:pointer-events-none disabled:opacity-50 aria-busy:pointer-events-none aria-busy:opacity-70",
    "[&_.lucide]:size-[15px] focus-visible:rounded-md",
  ],
  {
    variants: {
      variant: {
        primary:
          "border-primary bg-primary text-primary-foreground hover:border-primary-hover hover:bg-primary-hover",
        soft: "border-primary-line bg-primary-soft text-primary-text hover:bg-[color-mix(in_oklch,var(--primary-soft),var(--primary-line)_35%)]",
        plain:
          "border-border-strong bg-background text-foreground hover:bg-accent data-popup-open:bg-accent [&_.lucide]:text-muted-foreground",
        ghost:
          "border-transparent text-muted-foreground hover:bg-accent hover:text-foreground data-popup-open:bg-accent data-popup-open:text-foreground",
        danger:
          "border-border-strong bg-background text-danger-text hover:bg-danger-soft hover:border-danger-line",
      },
      size: {
        sm: "h-6 gap-[5px] px-2 text-xs max-md:h-9 max-md:px-3 max-md:text-sm touch-target",
        md: "h-7 px-2.5 text-sm max-md:h-11 max-md:px-3.5 max-md:text-base max-md:rounded-[8px]",
        lg: "h-9 px-3.5 text-base max-md:h-11 max-md:rounded-[8px]",
      },
      icon: { true: "px-0 max-md:px-0" },
      block: { true: "w-full" },
    },
    compoundVariants: [
      { icon: true, size: "sm", class: "w-6 max-md:w-9" },
      { icon: true, size: "md", class: "w-7 max-md:w-11" },
      { icon: true, size: "lg", class: "w-9 max-md:w-11" },
    ],
    defaultVariants: { variant: "plain", size: "md" },
  },
)

/** The choices a button offers. */
export type ButtonLook = Pick<VariantProps<typeof buttonClass>, "variant" | "size" | "block">

/** In the place of what an entry told, before a person was erased. */
export const Erased = () => <span className="text-subtle-foreground italic">What it told was erased.</span>

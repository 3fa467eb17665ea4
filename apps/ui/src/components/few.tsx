import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';

interface FewProps<Item> {
  readonly items: readonly Item[];
  /** How many are shown at first. */
  readonly most: number;
  /** What they are, for the button that shows the rest: `runs`. */
  readonly what: string;
  readonly className: string;
  readonly keyOf: (item: Item) => string;
  readonly children: (item: Item) => ReactNode;
}

/** A list of which the first are shown, and all on demand: there may be thousands. */
export function Few<Item>({ items, most, what, className, keyOf, children }: FewProps<Item>) {
  const [isWhole, setWhole] = useState(false);
  return (
    <>
      <ul className={className}>
        {(isWhole ? items : items.slice(0, most)).map((item, index) => (
          <li key={`${index} ${keyOf(item)}`}>{children(item)}</li>
        ))}
      </ul>
      {!isWhole && items.length > most && (
        <Button size="compact-xs" variant="subtle" onClick={() => setWhole(true)}>
          Show all {items.length} {what}
        </Button>
      )}
    </>
  );
}

import { Tooltip } from '@mantine/core';
import { type RefObject, useEffect, useState } from 'react';

interface Tip {
  readonly target: HTMLElement;
  readonly text: string;
}

/**
 * One tooltip for all cells: it follows the pointer and the keyboard over elements with `data-tip`. A tooltip in each of
 * thousands of cells would make scrolling slow.
 */
export function CellTip({ area }: { area: RefObject<HTMLElement | null> }) {
  const [tip, setTip] = useState<Tip>();
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const show = (event: Event) => setTip(tipOf(event.target));
    const hide = () => setTip(undefined);
    const escape = (event: KeyboardEvent) => event.key === 'Escape' && hide();
    const shows = ['pointerover', 'focusin'];
    const hides = ['pointerleave', 'focusout', 'scroll'];
    for (const type of shows) element.addEventListener(type, show);
    for (const type of hides) element.addEventListener(type, hide, { passive: true });
    window.addEventListener('keydown', escape);
    return () => {
      for (const type of shows) element.removeEventListener(type, show);
      for (const type of hides) element.removeEventListener(type, hide);
      window.removeEventListener('keydown', escape);
    };
  }, [area]);
  if (!tip) return null;
  return (
    <Tooltip
      opened
      target={tip.target}
      label={tip.text}
      multiline
      maw={420}
      position="bottom-start"
      className="tip"
      transitionProps={{ duration: 0 }}
    />
  );
}

function tipOf(target: EventTarget | null): Tip | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null;
  const text = element?.dataset['tip'];
  return element && text !== undefined ? { target: element, text } : undefined;
}

import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Chain } from './picture.ts';

interface CablesProps {
  readonly stage: RefObject<HTMLDivElement | null>;
  readonly chains: readonly Chain[];
}

/** Where the lane for cables is empty, beside the PC or, on a narrow screen, below it. */
const BEND = 0.5;

/**
 * The first cable of each chain, from the socket to the piece. Words beside the drawing may be of any length, so both ends
 * are looked up where they came to be.
 */
export function Cables({ stage, chains }: CablesProps) {
  const [paths, setPaths] = useState<readonly string[]>([]);
  useLayoutEffect(() => {
    const box = stage.current;
    if (box === null) return undefined;
    const measure = () => {
      const found = chains.map((chain) => pathOf(box, chain));
      setPaths((now) => (now.join() === found.join() ? now : found));
    };
    const observer = new ResizeObserver(measure);
    // Names and large text move the pieces without changing the size of the whole.
    for (const element of [box, ...box.querySelectorAll('.pc-case, .port-chains')]) observer.observe(element);
    return () => observer.disconnect();
  }, [stage, chains]);
  return (
    <svg className="port-cables" aria-hidden="true">
      {chains.map(({ id, pieces }, at) => (
        <path
          key={id}
          className="cable"
          data-mark={pieces[0]?.edge.mark ?? undefined}
          data-absent={pieces[0]?.isAbsent || undefined}
          d={paths[at] ?? ''}
        />
      ))}
    </svg>
  );
}

function pathOf(box: HTMLElement, { id, socket }: Chain): string {
  const origin = box.getBoundingClientRect();
  const place = (selector: string) => box.querySelector(selector)?.getBoundingClientRect();
  const from =
    (socket === null ? undefined : place(`[data-socket="${CSS.escape(socket)}"]`)) ?? place('[data-any-socket]');
  const to = place(`[data-piece="${CSS.escape(id)}"]`);
  if (from === undefined || to === undefined) return '';
  const startX = Math.round(from.right - origin.left - (socket === null ? 0 : from.width * 0.4));
  const startY = Math.round(from.top - origin.top + from.height / 2);
  const isBelow = to.left < from.right;
  const endX = Math.round(to.left - origin.left + to.width * (isBelow ? 0.5 : 0.06));
  const endY = Math.round(isBelow ? to.top - origin.top : to.top - origin.top + to.height / 2);
  if (isBelow) return `M${startX} ${startY}H${Math.round(origin.width - 8)}V${endY - 10}H${endX}V${endY}`;
  const middle = Math.round(startX + (endX - startX) * BEND);
  return `M${startX} ${startY}C${middle} ${startY} ${middle} ${endY} ${endX} ${endY}`;
}

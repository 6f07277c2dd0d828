import { useLayoutEffect, useRef, useState } from 'react';
import type { Chain } from './picture.ts';

interface CablesProps {
  readonly chains: readonly Chain[];
}

/** Above a piece that is below the PC, on a narrow screen. */
const DROP = 12;

/**
 * The first cable of each chain, from the socket to the piece. Words beside the drawing may be of any length, so both ends
 * are looked up where they came to be.
 */
export function Cables({ chains }: CablesProps) {
  const drawing = useRef<SVGSVGElement>(null);
  const [paths, setPaths] = useState<readonly string[]>([]);
  useLayoutEffect(() => {
    // The picture around it: its own ref would be set after this effect.
    const box = drawing.current?.parentElement ?? null;
    if (box === null) return undefined;
    const measure = () => {
      const found = chains.map((chain) => pathOf(box, chain));
      setPaths((now) => (now.join() === found.join() ? now : found));
    };
    const observer = new ResizeObserver(measure);
    // Names and large text move the pieces without changing the size of the whole.
    for (const element of [box, ...box.querySelectorAll('.pc-case, .port-chains')]) observer.observe(element);
    return () => observer.disconnect();
  }, [chains]);
  return (
    <svg ref={drawing} className="port-cables" aria-hidden="true">
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
  const place = (selector: string) => {
    const found = box.querySelector(selector)?.getBoundingClientRect();
    return found === undefined ? null : new DOMRect(found.x - origin.x, found.y - origin.y, found.width, found.height);
  };
  const drawn = socket === null ? null : place(`[data-socket="${CSS.escape(socket)}"]`);
  const from = drawn ?? place('[data-any-socket]');
  const to = place(`[data-piece="${CSS.escape(id)}"]`);
  const lane = place('.port-lane');
  if (from === null || to === null || lane === null) return '';
  const start = `M${Math.round(from.right - (drawn === null ? 0 : from.width * 0.4))} ${Math.round(from.y + from.height / 2)}`;
  if (to.left < lane.left) {
    const above = Math.round(to.x + to.width / 2);
    return `${start}H${Math.round(lane.x + lane.width / 2)}V${Math.round(to.y - DROP)}H${above}V${Math.round(to.y)}`;
  }
  // All that goes up or down does so in the lane: beside it are words.
  const [left, right, end] = [lane.left, lane.right, to.y + to.height / 2].map(Math.round);
  const middle = Math.round((left! + right!) / 2);
  const across = `C${middle} ${Math.round(from.y + from.height / 2)} ${middle} ${end} ${right} ${end}`;
  return `${start}H${left}${across}H${Math.round(to.x + to.width * 0.06)}`;
}

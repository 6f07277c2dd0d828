import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { Chain } from './picture.ts';

interface CablesProps {
  readonly chains: readonly Chain[];
}

/** Above a piece that is below the PC, on a narrow screen. */
const DROP = 12;
/** Over this length a cable comes out from behind the case, where its socket is not known. */
const FADE = 28;

/** Where a cable runs, as the path of an SVG. */
interface Course {
  readonly path: string;
  /** Where it begins to be seen; null: it begins at a socket. */
  readonly fadesFrom: number | null;
}

const HIDDEN: Course = { path: '', fadesFrom: null };

/**
 * The first cable of each chain, from the socket to the piece. Words beside the drawing may be of any length, so both ends
 * are looked up where they came to be.
 */
export function Cables({ chains }: CablesProps) {
  const drawing = useRef<SVGSVGElement>(null);
  const fade = useId();
  const [courses, setCourses] = useState<readonly Course[]>([]);
  useLayoutEffect(() => {
    // The picture around it: its own ref would be set after this effect.
    const box = drawing.current?.parentElement ?? null;
    if (box === null) return undefined;
    const measure = () => {
      const found = chains.map((chain) => courseOf(box, chain));
      const paths = (all: readonly Course[]) => all.map(({ path }) => path).join();
      setCourses((now) => (paths(now) === paths(found) ? now : found));
    };
    const observer = new ResizeObserver(measure);
    // Names and large text move the pieces without changing the size of the whole.
    for (const element of [box, ...box.querySelectorAll('.pc-case, .port-chains')]) observer.observe(element);
    return () => observer.disconnect();
  }, [chains]);
  return (
    <svg ref={drawing} className="port-cables" aria-hidden="true">
      {chains.map(({ id, pieces }, at) => {
        const { path, fadesFrom } = courses[at] ?? HIDDEN;
        return (
          <g key={id}>
            {fadesFrom !== null && <FadingIn id={`${fade}${at}`} from={fadesFrom} />}
            <path
              className="cable"
              data-mark={pieces[0]?.edge.mark ?? undefined}
              data-absent={pieces[0]?.isAbsent || undefined}
              d={path}
              mask={fadesFrom === null ? undefined : `url(#${fade}${at})`}
            />
          </g>
        );
      })}
    </svg>
  );
}

function FadingIn({ id, from }: { readonly id: string; readonly from: number }) {
  return (
    <>
      <linearGradient id={`${id}g`} gradientUnits="userSpaceOnUse" x1={from} x2={from + FADE} y1="0" y2="0">
        <stop className="cable-hidden" offset="0" />
        <stop className="cable-shown" offset="1" />
      </linearGradient>
      <mask id={id} maskUnits="userSpaceOnUse" x="0" y="-10%" width="100%" height="120%">
        <rect y="-10%" width="100%" height="120%" fill={`url(#${id}g)`} />
      </mask>
    </>
  );
}

function courseOf(box: HTMLElement, { id, socket }: Chain): Course {
  const origin = box.getBoundingClientRect();
  const place = (selector: string) => {
    const found = box.querySelector(selector)?.getBoundingClientRect();
    return found === undefined ? null : new DOMRect(found.x - origin.x, found.y - origin.y, found.width, found.height);
  };
  const drawn = socket === null ? null : place(`[data-socket="${CSS.escape(socket)}"]`);
  const from = drawn ?? place('[data-any-socket]');
  const to = place(`[data-piece="${CSS.escape(id)}"]`);
  const lane = place('.port-lane');
  if (from === null || to === null || lane === null) return HIDDEN;
  const outside = place('.pc-case')?.right ?? from.right;
  const plug = from.right - from.width * 0.4;
  const height = Math.round(from.y + from.height / 2);
  if (to.left < lane.left) {
    const above = Math.round(to.x + to.width / 2);
    const begin = Math.round(drawn === null ? outside : plug);
    const down = `H${Math.round(lane.x + lane.width / 2)}V${Math.round(to.y - DROP)}H${above}V${Math.round(to.y)}`;
    return { path: `M${begin} ${height}${down}`, fadesFrom: null };
  }
  const fadesFrom = drawn === null ? Math.round(outside - FADE / 2) : null;
  const start = `M${Math.round(fadesFrom ?? plug)} ${height}`;
  // All that goes up or down does so in the lane: beside it are words.
  const [left, right, end] = [lane.left, lane.right, to.y + to.height / 2].map(Math.round);
  const middle = Math.round((left! + right!) / 2);
  const across = `C${middle} ${height} ${middle} ${end} ${right} ${end}`;
  return { path: `${start}H${left}${across}H${Math.round(to.x + to.width * 0.06)}`, fadesFrom };
}

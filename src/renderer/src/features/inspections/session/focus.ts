import { type RefObject, useEffect, useRef } from 'react';

/** What takes the focus without opening a keyboard on the screen, as a field would. */
const TOUCHED = 'button:not(:disabled), summary';
const HEADING = ':is(h2, h3)[tabindex="-1"]';

/** An ancestor of what had the focus, and how many touchable things stood before that in it. */
interface Step {
  readonly element: Element;
  readonly place: number;
}

function buildPath(focused: Element, root: Element): Step[] {
  const path: Step[] = [];
  for (let element: Element | null = focused; element !== null; element = element.parentElement) {
    const place = [...element.querySelectorAll(TOUCHED)].indexOf(focused);
    path.push({ element, place: Math.max(place, 0) });
    if (element === root) break;
  }
  return path;
}

/** Where the focus goes after what had it is gone: to the heading of what came instead of a part, or to the neighbour. */
function nearest(path: readonly Step[]): HTMLElement | null {
  const gone = path.findLast(({ element }) => !element.isConnected)?.element;
  const partIsGone = gone !== undefined && (gone.matches('h2, h3') || gone.querySelector('h2, h3') !== null);
  for (const { element, place } of path.filter((step) => step.element.isConnected)) {
    const heading = partIsGone ? element.querySelector<HTMLElement>(HEADING) : null;
    const neighbours = element.querySelectorAll<HTMLElement>(TOUCHED);
    const next = heading ?? neighbours[Math.min(place, neighbours.length - 1)];
    if (next !== undefined) return next;
  }
  return null;
}

/**
 * Keyboard and screen reader go on where they were when a touch takes away what was touched: a photo or a seat that is removed, a
 * question that is answered. Without it the focus falls to the top of the page.
 */
export function useFocusRecovery(): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const whole = root.current;
    if (whole === null) return undefined;
    let path: Step[] = [];
    const came = ({ target }: FocusEvent) => {
      path = target instanceof Element ? buildPath(target, whole) : [];
    };
    const isThere = () => path[0]?.element.isConnected === true && !path[0].element.matches(':disabled');
    // What is left on purpose is not gone: that shows once what removes it has been done.
    const left = () =>
      queueMicrotask(() => {
        if (isThere() && document.activeElement === document.body) path = [];
      });
    const keep = () => {
      const [focused] = path;
      if (focused === undefined || document.activeElement !== document.body) return;
      // What was busy for a while can be touched again.
      if (isThere() && focused.element instanceof HTMLElement) focused.element.focus({ preventScroll: true });
      else if (!focused.element.isConnected) nearest(path)?.focus({ preventScroll: true });
    };
    // What comes instead may ask for the focus itself, once it is drawn.
    const watching = new MutationObserver(() => {
      if (path.length > 0 && document.activeElement === document.body) requestAnimationFrame(keep);
    });
    whole.addEventListener('focusin', came);
    whole.addEventListener('focusout', left);
    watching.observe(whole, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    return () => {
      whole.removeEventListener('focusin', came);
      whole.removeEventListener('focusout', left);
      watching.disconnect();
    };
  }, []);
  return root;
}

/** A heading that takes the focus when it comes, so that it is read out and the keyboard goes on from there. */
export function useFocusedHeading(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return heading;
}

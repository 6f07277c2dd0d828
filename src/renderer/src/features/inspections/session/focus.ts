import { type RefObject, useEffect, useRef } from 'react';

/** Elements that take the focus without opening an on-screen keyboard, as a field would. */
const FOCUSABLE = 'button:not(:disabled), summary';
const HEADING = ':is(h2, h3)[tabindex="-1"]';

/** An ancestor of the focused element, and how many focusable elements come before it there. */
interface Step {
  readonly element: Element;
  readonly place: number;
}

function recordPath(focused: Element, root: Element): Step[] {
  const path: Step[] = [];
  for (let element: Element | null = focused; element !== null; element = element.parentElement) {
    const place = [...element.querySelectorAll(FOCUSABLE)].indexOf(focused);
    path.push({ element, place: Math.max(place, 0) });
    if (element === root) break;
  }
  return path;
}

/** Where the focus goes when the focused element was removed: to the heading of what replaced its section, or to a neighbour. */
function findSuccessor(path: readonly Step[]): HTMLElement | null {
  const removed = path.findLast(({ element }) => !element.isConnected)?.element;
  const sectionRemoved =
    removed !== undefined && (removed.matches('h2, h3') || removed.querySelector('h2, h3') !== null);
  for (const { element, place } of path.filter((step) => step.element.isConnected)) {
    const heading = sectionRemoved ? element.querySelector<HTMLElement>(HEADING) : null;
    const neighbours = element.querySelectorAll<HTMLElement>(FOCUSABLE);
    const next = heading ?? neighbours[Math.min(place, neighbours.length - 1)];
    if (next !== undefined) return next;
  }
  return null;
}

/**
 * Keyboard and screen reader continue where they were when an action removes the element it came from: a photo or a seat, a
 * question that is answered. Otherwise the focus would fall to the top of the page.
 */
export function useFocusRecovery(): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const container = root.current;
    if (container === null) return undefined;
    let path: Step[] = [];
    const onFocusIn = ({ target }: FocusEvent) => {
      path = target instanceof Element ? recordPath(target, container) : [];
    };
    const isFocusable = () => path[0]?.element.isConnected === true && !path[0].element.matches(':disabled');
    // Whether it was removed or left on purpose is known only after the current event.
    const onFocusOut = () =>
      queueMicrotask(() => {
        if (isFocusable() && document.activeElement === document.body) path = [];
      });
    const restore = () => {
      const [focused] = path;
      if (focused === undefined || document.activeElement !== document.body) return;
      // It was disabled for a while and can take the focus again.
      if (isFocusable() && focused.element instanceof HTMLElement) focused.element.focus({ preventScroll: true });
      else if (!focused.element.isConnected) findSuccessor(path)?.focus({ preventScroll: true });
    };
    // What replaces it may take the focus itself once it is rendered.
    const observer = new MutationObserver(() => {
      if (path.length > 0 && document.activeElement === document.body) requestAnimationFrame(restore);
    });
    container.addEventListener('focusin', onFocusIn);
    container.addEventListener('focusout', onFocusOut);
    observer.observe(container, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    return () => {
      container.removeEventListener('focusin', onFocusIn);
      container.removeEventListener('focusout', onFocusOut);
      observer.disconnect();
    };
  }, []);
  return root;
}

/** A heading that takes the focus when it appears, so that it is read out and the keyboard continues from there. */
export function useFocusedHeading(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return heading;
}

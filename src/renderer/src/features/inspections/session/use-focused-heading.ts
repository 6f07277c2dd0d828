import { type RefObject, useEffect, useRef } from 'react';

/** A heading that takes the focus when it comes, so that it is read out and the keyboard goes on from there. */
export function useFocusedHeading(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return heading;
}

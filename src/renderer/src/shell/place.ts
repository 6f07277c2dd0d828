import { useCallback, useEffect, useState } from 'react';

export const SCREENS = ['check', 'requests', 'inspections', 'history', 'versions', 'station'] as const;
export type ScreenName = (typeof SCREENS)[number];

/** Views of one inspection, in the order of the work. */
export const VIEWS = ['items', 'lab', 'grid', 'problems', 'conclusion', 'report', 'sign'] as const;
export type ViewName = (typeof VIEWS)[number];

/** Which inspection is open, and where in it somebody is. Null: the plan and the list. */
export type InspectionPlace = { readonly id: string; readonly view: ViewName } | null;

/** Where somebody is, as the address says it: a reload, and a screen that crashed, come back to it. */
export interface Place {
  readonly screen: ScreenName;
  /** The open one; null for the plan and the list. In the address on the inspections screen only. */
  readonly inspection: InspectionPlace;
  /** On the requests screen: the id of the open one; null for list and form. */
  readonly request: string | null;
}

const ID = /^[0-9A-Z]{26}$/;
const isOneOf = <Name extends string>(names: readonly Name[], name: string | undefined): name is Name =>
  names.some((known) => known === name);

/** @param hash of the address; what is no place is the check screen. */
export function parsePlace(hash: string): Place {
  const [screen, id = '', view] = hash.replace(/^#\//, '').split('/');
  const known = isOneOf(SCREENS, screen) ? screen : 'check';
  const opened = ID.test(id) ? id : null;
  return {
    screen: known,
    inspection:
      known === 'inspections' && opened !== null ? { id: opened, view: isOneOf(VIEWS, view) ? view : 'items' } : null,
    request: known === 'requests' ? opened : null,
  };
}

function formatPlace({ screen, inspection, request }: Place): string {
  const more = screen === 'inspections' && inspection !== null ? [inspection.id, inspection.view] : [];
  if (screen === 'requests' && request !== null) more.push(request);
  return `#/${[screen, ...more].join('/')}`;
}

/** What is not said of a place stays: back on the inspections, the open one is open again. */
type GoTo = (change: Partial<Place>) => void;

/** The place in the address, and a way to another one that the browser's Back undoes. */
export function usePlace(): { readonly place: Place; readonly goTo: GoTo } {
  const [place, setPlace] = useState(() => parsePlace(location.hash));
  useEffect(() => {
    const follow = () => {
      if (!/^(#\/|$)/.test(location.hash)) return;
      setPlace(({ inspection }) => {
        const now = parsePlace(location.hash);
        return now.screen === 'inspections' ? now : { ...now, inspection };
      });
    };
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  useEffect(() => {
    const hash = formatPlace(place);
    if (hash !== formatPlace(parsePlace(location.hash))) history.pushState(null, '', hash);
  }, [place]);
  const goTo = useCallback<GoTo>((change) => setPlace((now) => ({ ...now, ...change })), []);
  return { place, goTo };
}

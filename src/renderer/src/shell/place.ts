import { useCallback, useEffect, useState } from 'react';

export const SCREENS = ['check', 'requests', 'inspections', 'history', 'versions', 'station'] as const;
export type ScreenName = (typeof SCREENS)[number];

/** Views of one inspection, in the order of the work. */
export const VIEWS = ['items', 'lab', 'grid', 'problems', 'conclusion', 'report', 'sign'] as const;
export type ViewName = (typeof VIEWS)[number];

/** The inspection that is open and its view; null: the plan and the list. */
export type InspectionPlace = { readonly id: string; readonly view: ViewName } | null;

/** What is open, as encoded in the address: a reload and a crashed page come back to it. */
export interface Place {
  readonly screen: ScreenName;
  /** In the address only while the inspections screen is open. */
  readonly inspection: InspectionPlace;
  /** Id of the request that is open on the requests screen; null for list and form. */
  readonly request: string | null;
}

const ID = /^[0-9A-Z]{26}$/;
const isOneOf = <Name extends string>(names: readonly Name[], name: string | undefined): name is Name =>
  names.some((known) => known === name);

/** @param hash of the address; anything unknown gives the check screen. */
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

/** Changes part of the place; the rest stays, so that an inspection is still open when its screen is opened again. */
type GoTo = (change: Partial<Place>) => void;

/** The place in the address, and a function to change it that the browser's Back undoes. */
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

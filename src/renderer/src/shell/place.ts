import { useCallback, useEffect, useRef, useState } from 'react';
import type { RequestKind } from '../../../shared/domain/service-terms.ts';
import type { LeaveGuard } from './leave-guard.ts';

export const SCREENS = ['check', 'requests', 'inspections', 'records', 'settings'] as const;
export type ScreenName = (typeof SCREENS)[number];

/** Pages of a screen that has several, the first one first. */
export const TABS = {
  check: [],
  requests: ['open', 'done', 'drafts'],
  inspections: [],
  records: ['runs', 'versions', 'fault-codes'],
  settings: ['seat', 'sockets', 'teacher', 'channels', 'permissions', 'appearance', 'privacy', 'log', 'about'],
} as const satisfies Record<ScreenName, readonly string[]>;
export type TabName = (typeof TABS)[ScreenName][number];

/** The kinds of requests, as addresses name them. */
const KINDS = ['technical', 'upgrade', 'resource', 'guidance', 'training'] as const satisfies readonly RequestKind[];

/** Views of one inspection, in the order of the work. */
export const VIEWS = ['items', 'lab', 'grid', 'problems', 'conclusion', 'report', 'sign'] as const;
export type ViewName = (typeof VIEWS)[number];

/** Views of an inspection in an address: after signing what becomes of its problems. */
const INSPECTION_VIEWS = [...VIEWS, 'rectification'] as const;
export type InspectionViewName = (typeof INSPECTION_VIEWS)[number];

/** The inspection that is open and its view; null: the plan and the list. */
export type InspectionPlace = { readonly id: string; readonly view: InspectionViewName } | null;

/** What is open, as encoded in the address: a reload and a crashed page come back to it. */
export interface Place {
  readonly screen: ScreenName;
  /** The page of a screen that has several; null for its first one. */
  readonly tab: TabName | null;
  /** Id of what is open: a run on the check and the records screens, a request on that of requests. */
  readonly opened: string | null;
  /** Kind of the request by hand whose form is open; null: none. */
  readonly newRequest: RequestKind | null;
  /** In the address only while the inspections screen is open. */
  readonly inspection: InspectionPlace;
}

const ID = /^[0-9A-Z]{26}$/;
const isOneOf = <Name extends string>(names: readonly Name[], name: string | undefined): name is Name =>
  names.some((known) => known === name);

/** @param hash of the address; anything unknown gives the check screen. */
export function parsePlace(hash: string): Place {
  const [name, second = '', view] = hash.replace(/^#\//, '').split('/');
  const screen = isOneOf(SCREENS, name) ? name : 'check';
  const id = ID.test(second) ? second : null;
  const isInspection = screen === 'inspections';
  return {
    screen,
    tab: isOneOf<TabName>(TABS[screen], second) ? second : null,
    newRequest: screen === 'requests' && second === 'new' && isOneOf(KINDS, view) ? view : null,
    opened: isInspection || screen === 'settings' ? null : id,
    inspection: isInspection && id !== null ? { id, view: isOneOf(INSPECTION_VIEWS, view) ? view : 'items' } : null,
  };
}

export function formatPlace({ screen, tab, opened, newRequest, inspection }: Place): string {
  const more =
    screen === 'inspections'
      ? [inspection?.id ?? null, inspection?.view ?? null]
      : screen === 'requests' && newRequest !== null
        ? ['new', newRequest]
        : [opened ?? tab];
  return `#/${[screen, ...more.filter((part) => part !== null)].join('/')}`;
}

/** Another screen opens at its top; an inspection stays open for the next time its screen is opened. */
export type GoTo = (change: Partial<Place>) => void;

export function changePlace(now: Place, change: Partial<Place>): Place {
  const leaves = change.screen !== undefined || change.tab !== undefined;
  return { ...now, ...(leaves && { tab: null, opened: null, newRequest: null }), ...change };
}

/** The place in the address, and a function to change it that the browser's Back undoes. @param guard is asked before either. */
export function usePlace(guard: LeaveGuard): { readonly place: Place; readonly goTo: GoTo } {
  const [place, setPlace] = useState(() => parsePlace(location.hash));
  const shown = useRef(place);
  useEffect(() => {
    const follow = () => {
      if (!/^(#\/|$)/.test(location.hash)) return;
      const now = parsePlace(location.hash);
      // The address has changed already: until there is an answer it names what is still shown.
      if (guard.isSet()) history.pushState(null, '', formatPlace(shown.current));
      guard.leave(() => setPlace(({ inspection }) => (now.screen === 'inspections' ? now : { ...now, inspection })));
    };
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, [guard]);
  useEffect(() => {
    shown.current = place;
    const hash = formatPlace(place);
    if (hash !== formatPlace(parsePlace(location.hash))) history.pushState(null, '', hash);
  }, [place]);
  const goTo = useCallback<GoTo>((change) => guard.leave(() => setPlace((now) => changePlace(now, change))), [guard]);
  return { place, goTo };
}

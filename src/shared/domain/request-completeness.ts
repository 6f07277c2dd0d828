import type { RequestDraft } from './service-request.ts';
import type { FiledKind, RequestKind } from './service-terms.ts';

/** A fault or a change has a seat that is affected and an effect on teaching; nobody is asked for them with the other kinds. */
export const isAboutFault = (kind: FiledKind): boolean => kind === 'technical' || kind === 'upgrade';

/** A field without which nobody at the service desk could do anything with a request; words in `requests:missing.*`. */
export const REQUIRED_FIELDS = ['description', 'topic', 'wantedBy', 'group', 'people'] as const;
export type RequiredField = (typeof REQUIRED_FIELDS)[number];

/** A resource or guidance may be described in words instead of by its subject. */
const REQUIRED_OF: Readonly<Record<RequestKind, readonly RequiredField[]>> = {
  technical: ['description'],
  upgrade: ['description'],
  resource: ['topic'],
  guidance: ['topic'],
  training: ['wantedBy', 'group', 'people'],
};

/** Nobody can come or train at a time that is over. */
export const isOver = (wantedBy: string | null, now: Date): boolean =>
  wantedBy !== null && Date.parse(wantedBy) < now.getTime();

/** What has to be filled in before a request can be filed, in the order of the form. What a check found speaks for itself. */
export function missingFields({
  kind,
  run,
  description,
  wantedBy,
  needs = {},
}: Pick<RequestDraft, 'kind' | 'run' | 'description' | 'wantedBy' | 'needs'>): RequiredField[] {
  if (run !== null) return [];
  const isMissing: Readonly<Record<RequiredField, boolean>> = {
    description: description.trim() === '',
    topic: (needs.topic ?? '') === '' && description.trim() === '',
    wantedBy: wantedBy === null,
    group: (needs.group ?? '') === '',
    people: needs.people === undefined,
  };
  return REQUIRED_OF[kind].filter((field) => isMissing[field]);
}

import { isDeepStrictEqual } from 'node:util';
import { newestLists } from '../core/published/checklist-includes.ts';
import type { PublishedDocuments } from '../core/published/layout.ts';
import type { ServicePolicy } from '../core/published/service-policy.ts';

/** One difference. Wording: `publisher:diff.part.<part>` in `publisher:diff.<kind>`. */
export interface Difference {
  readonly part:
    | 'products'
    | 'rows'
    | 'releases'
    | 'advisories'
    | 'devices'
    | 'calendar'
    | 'checklists'
    | 'guide'
    | 'advice'
    | 'policy'
    | 'urgency'
    | 'promises'
    | 'conclusions'
    | 'other';
  readonly kind: 'added' | 'removed' | 'changed';
  readonly id: string;
  /** Which fields differ. */
  readonly fields: readonly string[];
}

type Named = Readonly<Record<string, unknown>>;

const byId = <Entry>(entries: readonly Entry[], idOf: (entry: Entry) => string): Named =>
  Object.fromEntries(entries.map((entry) => [idOf(entry), entry]));

/** What the rows of the service do not say one by one: the first that fits decides. */
const orderOf = (service: ServicePolicy): Named => ({
  serviceHours: service.hours,
  urgencyOrder: service.urgency.map(({ id }) => id).join(' '),
  promiseOrder: service.promises.map(({ id }) => id).join(' '),
});

/** How to see each part as entries with ids. */
const VIEWS: Readonly<Record<Difference['part'], (documents: PublishedDocuments) => Named>> = {
  products: ({ matrix }) => byId(matrix.products, ({ id }) => id),
  rows: ({ matrix }) => byId(matrix.rows, ({ id }) => id),
  releases: ({ matrix }) => byId(matrix.releases, ({ product, version }) => `${product} ${version}`),
  advisories: ({ matrix }) => byId(matrix.advisories, ({ id }) => id),
  devices: ({ catalogue }) => byId(catalogue.devices, ({ id }) => id),
  calendar: ({ calendar }) => byId(calendar.years, ({ year }) => String(year)),
  checklists: ({ checklists }) => byId(newestLists(checklists.checklists), ({ id }) => id),
  guide: ({ guide }) => guide.causes,
  advice: ({ guide }) => byId(guide.advice ?? [], ({ id }) => id),
  policy: ({ policy }) => policy.limits,
  urgency: ({ policy }) => byId(policy.service.urgency, ({ id }) => id),
  promises: ({ policy }) => byId(policy.service.promises, ({ id }) => id),
  conclusions: ({ policy }) => byId(policy.inspectionRules.conclusion, ({ id }) => id),
  other({ matrix, catalogue, policy, guide }) {
    const { products: _products, rows: _rows, releases: _releases, advisories: _advisories, ...restOfMatrix } = matrix;
    const { devices: _devices, ...restOfCatalogue } = catalogue;
    const { sources: policySources, faultCodes, deskKeys, inspectionPlan, security = {} } = policy;
    const { conclusion, severities, readings } = policy.inspectionRules;
    return {
      ...restOfMatrix,
      ...restOfCatalogue,
      ...orderOf(policy.service),
      conclusionOrder: conclusion.map(({ id }) => id).join(' '),
      adviceOrder: (guide.advice ?? []).map(({ id }) => id).join(' '),
      inspectionSeverities: severities,
      inspectionReadings: readings,
      policySources,
      faultCodes,
      deskKeys,
      inspectionPlan,
      security,
      serviceLevels: policy.service.levels,
    };
  },
};

function changedFields(before: unknown, after: unknown): string[] {
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) return [];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => !isDeepStrictEqual((before as Named)[name], (after as Named)[name]));
}

/** What changed from one publication to another. */
export function compareDocuments(before: PublishedDocuments, after: PublishedDocuments): Difference[] {
  return (Object.keys(VIEWS) as Difference['part'][]).flatMap((part) => {
    const [old, now] = [VIEWS[part](before), VIEWS[part](after)];
    const ids = [...new Set([...Object.keys(old), ...Object.keys(now)])];
    return ids.flatMap((id): Difference[] => {
      if (!(id in old)) return [{ part, kind: 'added', id, fields: [] }];
      if (!(id in now)) return [{ part, kind: 'removed', id, fields: [] }];
      if (isDeepStrictEqual(old[id], now[id])) return [];
      return [{ part, kind: 'changed', id, fields: changedFields(old[id], now[id]) }];
    });
  });
}

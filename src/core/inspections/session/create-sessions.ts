import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import { ulidSchema } from '../../../shared/domain/service-request.ts';
import { type InspectionPatch, patched, type StoredInspection } from '../../store/stored-inspection.ts';
import type { Inspections, InspectionSessions } from '../inspections.ts';
import type { InspectionArchive, InspectionMaterial, OpenSession } from '../../records/material.ts';
import { materialOf } from './material-of.ts';
import { createLabTouches } from './lab-touches.ts';
import { listedSummary } from './listed-summary.ts';
import { createSessionKit } from './session-kit.ts';
import { createSessionReading } from './session-reading.ts';
import { createSessionRequests } from './session-requests.ts';
import { createSessionTouches } from './session-touches.ts';
import { type SessionParts, summaryOf } from './show-session.ts';
import type { Touch } from './touches.ts';

/** Sessions as people work on them, and as the other parts of inspections see them. */
export interface CreatedSessions extends InspectionSessions, Pick<Inspections, 'find'> {
  /** For the lab intake. */
  readonly open: OpenSession;
  /** For reports. */
  readonly archive: InspectionArchive;
  /** What an open inspection would be after a touch, which is not written. */
  readonly foresee: (id: string, touch: Touch) => Promise<Result<Foreseen>>;
}

export interface Foreseen {
  readonly patch: InspectionPatch;
  readonly material: InspectionMaterial;
}

const material = (result: Result<StoredInspection>): Result<InspectionMaterial> =>
  result.ok ? succeed(materialOf(result.value)) : result;

export function createInspectionSessions(parts: SessionParts): CreatedSessions {
  const kit = createSessionKit(parts);
  const { store, show, renew, now } = kit;
  const labTouches = createLabTouches(parts);

  return {
    ...createSessionReading(kit),
    ...createSessionTouches(kit),
    ...createSessionRequests(kit),
    async list() {
      const listed = await store.list();
      return listed.ok ? succeed(listed.value.map((one) => ('problem' in one ? one : listedSummary(one)))) : listed;
    },
    async get(id) {
      const found = await store.get(id);
      return found.ok ? succeed(await show.session(found.value)) : found;
    },
    async find(named) {
      const id = ulidSchema.safeParse(named).success ? succeed(named) : await store.idOf(named.toUpperCase());
      return id.ok ? await store.stub(id.value) : id;
    },
    async abandon(id, reason) {
      const changed = await store.change(id, now(), () => succeed({ abandoned: reason }));
      return changed.ok ? succeed(summaryOf(changed.value)) : changed;
    },
    async foresee(id, touch) {
      const before = await store.getOpen(id);
      const patch = before.ok ? touch(before.value) : before;
      if (!before.ok || !patch.ok) return patch.ok ? fail('inspection-not-found', { id }) : patch;
      return succeed({ patch: patch.value, material: materialOf(patched(before.value, patch.value, now())) });
    },
    open: {
      material: async (id) => material(await store.getOpen(id)),
      takeReading: (id, reading) => renew(id, labTouches.taking(reading)),
      keepBooks: (id, books) => renew(id, labTouches.keepingBooks(books)),
    },
    archive: {
      stub: (id) => store.stub(id),
      examine: () => store.examine(),
      material: async (id) => material(await store.get(id)),
      photoBytes: (id, photo) => store.photo(id, photo),
    },
  };
}

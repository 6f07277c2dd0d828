import { fileToKeep } from '../../platform/file-to-keep.ts';
import { formatInstant } from '../../../shared/beijing-time.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import { ulidSchema } from '../../../shared/domain/service-request.ts';
import type { InspectionArchive, InspectionMaterial, OpenSession } from '../../records/material.ts';
import { createInspectionStore } from '../../store/inspection-store.ts';
import { type Edit, type InspectionPatch, patched, type StoredInspection } from '../../store/stored-inspection.ts';
import type { Inspections, InspectionSessions } from '../inspections.ts';
import { createStationReading } from './begin-inspection.ts';
import { createInspectionEditor } from './edit-inspection.ts';
import { createProblemRequests } from './problem-requests.ts';
import { bulkAnswer } from './answer-many.ts';
import {
  buildMaterial,
  createSessionView,
  type SessionDependencies,
  summarizeInspection,
  summarizeListed,
} from './show-session.ts';

/** Sessions as people work on them, and as the rest of inspections sees them. */
export interface CreatedSessions extends InspectionSessions, Pick<Inspections, 'find'> {
  /** For the lab intake. */
  readonly open: OpenSession;
  /** For reports. */
  readonly archive: InspectionArchive;
  /** What an open inspection would be after an edit that is not written. */
  readonly foresee: (id: string, edit: Edit) => Promise<Result<Foreseen>>;
}

export interface Foreseen {
  readonly patch: InspectionPatch;
  readonly material: InspectionMaterial;
}

export function createInspectionSessions(deps: SessionDependencies): CreatedSessions {
  const store = createInspectionStore(deps.session);
  const view = createSessionView(deps);
  const { takeReading, replaceAssetRegister, linkRequest, ...edits } = createInspectionEditor(store, view, deps);
  const now = () => formatInstant(deps.now());

  return {
    ...edits,
    ...createStationReading(deps, store, view, takeReading),
    ...createProblemRequests(deps, store, view, linkRequest),
    async list() {
      const listed = await store.list();
      return listed.ok ? succeed(listed.value.map((one) => ('problem' in one ? one : summarizeListed(one)))) : listed;
    },
    async get(id) {
      const found = await store.get(id);
      return found.ok ? succeed(await view.session(found.value)) : found;
    },
    async standing(id) {
      const found = await store.get(id);
      return found.ok ? succeed({ state: found.value.header.state, savedAt: found.value.savedAt }) : found;
    },
    async photo(id, photo) {
      const found = await store.photo(id, photo);
      return found.ok ? succeed(fileToKeep(`${photo}.jpg`, 'image/jpeg', found.value)) : found;
    },
    async find(named) {
      const id = ulidSchema.safeParse(named).success ? succeed(named) : await store.idOf(named.toUpperCase());
      return id.ok ? await store.stub(id.value) : id;
    },
    async abandon(id, reason) {
      const changed = await store.change(id, now(), () => succeed({ abandoned: reason }));
      return changed.ok ? succeed(summarizeInspection(changed.value)) : changed;
    },
    async foreseeOpen(id, of, answer) {
      const inspection = await store.getOpen(id);
      if (!inspection.ok) return inspection;
      const bulk = bulkAnswer(of, answer, now(), deps);
      const patch = bulk.edit(inspection.value);
      return patch.ok ? succeed(bulk.outcome()) : patch;
    },
    async foresee(id, edit) {
      const before = await store.getOpen(id);
      if (!before.ok) return before;
      const patch = edit(before.value);
      if (!patch.ok) return patch;
      return succeed({ patch: patch.value, material: buildMaterial(patched(before.value, patch.value, now())) });
    },
    open: {
      material: async (id) => materialIn(await store.getOpen(id)),
      takeReading,
      replaceAssetRegister,
    },
    archive: {
      stub: (id) => store.stub(id),
      examine: () => store.examine(),
      material: async (id) => materialIn(await store.get(id)),
      photoBytes: (id, photo) => store.photo(id, photo),
    },
  };
}

const materialIn = (result: Result<StoredInspection>): Result<InspectionMaterial> =>
  result.ok ? succeed(buildMaterial(result.value)) : result;

import { formatInstant } from '../../../shared/beijing-time.ts';
import type { InspectionSession, Touched } from '../../../shared/domain/inspection/inspection-session.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import { createInspectionStore, type InspectionStore } from '../../store/inspection-store.ts';
import type { InspectionPatch, StoredInspection } from '../../store/stored-inspection.ts';
import { createSessionShow, type SessionParts, type SessionShow } from './show-session.ts';
import type { Touch } from './touches.ts';

/** What every part of the sessions works with. */
export interface SessionKit {
  readonly parts: SessionParts;
  readonly store: InspectionStore;
  readonly show: SessionShow;
  /** RFC 3339. */
  readonly now: () => string;
  /** Touches, and shows the session whole. */
  readonly renew: (id: string, touch: Touch) => Promise<Result<InspectionSession>>;
  /** Touches, and tells what changed. */
  readonly touch: (id: string, touch: Touch) => Promise<Result<Touched>>;
}

export function createSessionKit(parts: SessionParts): SessionKit {
  const store = createInspectionStore(parts.session);
  const show = createSessionShow(parts);
  const now = () => formatInstant(parts.now());
  return {
    parts,
    store,
    show,
    now,
    async renew(id, touch) {
      const changed = await store.change(id, now(), touch);
      return changed.ok ? succeed(await show.session(changed.value)) : changed;
    },
    async touch(id, touch) {
      let touched: TouchedCells = [];
      const changed = await store.change(id, now(), (before) => {
        const patch = touch(before);
        if (patch.ok) touched = touchedBy(patch.value, before);
        return patch;
      });
      return changed.ok ? succeed(await show.touched(changed.value, touched)) : changed;
    },
  };
}

type TouchedCells = readonly { readonly item: string; readonly subject: string }[];

function touchedBy({ cells = [], photo, removedPhoto }: InspectionPatch, { photos }: StoredInspection): TouchedCells {
  const pictured = photo?.facts ?? photos.find(({ id }) => id === removedPhoto);
  return pictured === undefined ? cells : [...cells, pictured];
}

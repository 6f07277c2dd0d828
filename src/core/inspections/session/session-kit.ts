import { formatInstant } from '../../../shared/beijing-time.ts';
import type { InspectionSession, Touched } from '../../../shared/domain/inspection/inspection-session.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import { createInspectionStore, type InspectionStore } from '../../store/inspection-store.ts';
import { cellKey, type StoredInspection } from '../../store/stored-inspection.ts';
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
      const touched = new Set<string>();
      const changed = await store.change(id, now(), (before) => {
        const patch = touch(before);
        if (!patch.ok) return patch;
        const { cells = [], photo, photoGone } = patch.value;
        const pictured = photo?.facts ?? photoOf(before, photoGone);
        for (const { item, subject } of pictured === undefined ? cells : [...cells, pictured])
          touched.add(cellKey(item, subject));
        return patch;
      });
      return changed.ok ? succeed(await show.touched(changed.value, touched)) : changed;
    },
  };
}

const photoOf = ({ photos }: StoredInspection, id: string | undefined) => photos.find((photo) => photo.id === id);

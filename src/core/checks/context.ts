import { civilDateOf } from '../../shared/beijing-time.ts';
import type { Publication } from '../published/publication.ts';
import type { CheckContext, LastGoodRun, StationContext } from './check.ts';

/** What checks may know besides facts, at that instant. */
export const contextAt = (
  instant: Date,
  publication: Publication,
  station: StationContext,
  lastGood: LastGoodRun | null,
): CheckContext => ({
  ...station,
  catalogue: publication.catalogue,
  limits: publication.limits,
  security: publication.security,
  matrix: publication.matrixIndex,
  stamp: publication.stampAt(instant),
  today: civilDateOf(instant),
  lastGood,
});

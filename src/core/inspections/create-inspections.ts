import type { Inspections } from './inspections.ts';
import type { InspectionSources } from './sources.ts';

export function createInspections(sources: InspectionSources): Inspections {
  throw new Error(`to be put together in ${sources.program}`);
}

import type { Inspections } from '../../../core/inspections/inspections.ts';
import type { Translate } from '../../../shared/wording.ts';
import type { Subcommand, SubcommandCall, SubcommandEntry } from '../with-subcommands.ts';

export interface InspectCall extends Omit<SubcommandCall, 'app'> {
  readonly inspections: Inspections;
  /** Also with the texts of inspections. */
  readonly t: Translate;
}
export type InspectSubcommand = Subcommand<InspectCall>;

export const SUBCOMMANDS = {
  start: { least: 0, most: 0, load: async () => (await import('./start.ts')).startInspection },
  status: { least: 0, most: 1, load: async () => (await import('./status.ts')).inspectionStatus },
  import: { least: 1, most: Infinity, load: async () => (await import('./import.ts')).importReadings },
  finish: { least: 0, most: 1, load: async () => (await import('./finish.ts')).finishInspection },
  list: { least: 0, most: 0, load: async () => (await import('./list.ts')).listInspections },
} as const satisfies Record<string, SubcommandEntry<InspectCall>>;

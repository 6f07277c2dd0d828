import type { Inspections } from '../../../core/inspections/inspections.ts';
import type { Translate } from '../../../shared/wording.ts';
import type { Arguments } from '../../arguments.ts';
import type { Terminal } from '../../terminal.ts';

export interface InspectCall {
  readonly inspections: Inspections;
  readonly given: Arguments;
  /** What stands behind the subcommand: a number and files, for example. */
  readonly places: readonly string[];
  readonly terminal: Terminal;
  /** Also with the texts of inspections. */
  readonly t: Translate;
}

/** @returns the exit code. */
export type InspectSubcommand = (call: InspectCall) => Promise<number>;

interface Entry {
  /** How many words it takes at least and at most. */
  readonly least: number;
  readonly most: number;
  readonly load: () => Promise<InspectSubcommand>;
}

export const SUBCOMMANDS = {
  start: { least: 0, most: 0, load: async () => (await import('./start.ts')).startInspection },
  status: { least: 0, most: 1, load: async () => (await import('./status.ts')).inspectionStatus },
  import: { least: 1, most: Infinity, load: async () => (await import('./import.ts')).importReadings },
  finish: { least: 0, most: 1, load: async () => (await import('./finish.ts')).finishInspection },
  list: { least: 0, most: 0, load: async () => (await import('./list.ts')).listInspections },
} as const satisfies Record<string, Entry>;

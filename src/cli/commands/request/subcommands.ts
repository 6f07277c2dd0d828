import type { App } from '../../../core/app.ts';
import type { Arguments } from '../../arguments.ts';
import type { Terminal } from '../../terminal.ts';

export interface RequestCall {
  readonly app: App;
  readonly given: Arguments;
  /** What stands behind the subcommand: a request and a file, for example. */
  readonly places: readonly string[];
  readonly terminal: Terminal;
}

/** @returns the exit code. */
export type RequestSubcommand = (call: RequestCall) => Promise<number>;

interface Entry {
  /** How many words it takes at least and at most. */
  readonly least: number;
  readonly most: number;
  readonly load: () => Promise<RequestSubcommand>;
}

export const SUBCOMMANDS = {
  new: { least: 0, most: 0, load: async () => (await import('./new-request.ts')).newRequest },
  list: { least: 0, most: 0, load: async () => (await import('./list-requests.ts')).listRequests },
  show: { least: 1, most: 1, load: async () => (await import('./show-request.ts')).showRequest },
  export: { least: 2, most: 2, load: async () => (await import('./exchange-files.ts')).exportRequest },
  import: { least: 1, most: 1, load: async () => (await import('./exchange-files.ts')).importUpdates },
  'accept-loss': { least: 0, most: 0, load: async () => (await import('./accept-loss.ts')).acceptLoss },
  retry: { least: 0, most: 1, load: async () => (await import('./retry.ts')).retry },
} as const satisfies Record<string, Entry>;

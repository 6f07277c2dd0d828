import type { Terminal } from '../../terminal.ts';

export interface Request {
  readonly dataDirectory: string;
  /** Folder or address; empty for commands without one. */
  readonly place: string;
  /** As typed with `--fingerprint`; null when it was not. */
  readonly fingerprint: string | null;
  readonly json: boolean;
  readonly terminal: Terminal;
}

/** @returns the exit code. */
export type Subcommand = (request: Request) => Promise<number>;

export interface Entry {
  /** How many folders or addresses it takes. */
  readonly places: 0 | 1;
  /** Takes `--fingerprint`; elsewhere it would look as if it had been compared. */
  readonly comparesFingerprint?: true;
  readonly load: () => Promise<Subcommand>;
}

export const SUBCOMMANDS = {
  status: { places: 0, load: async () => (await import('./status.ts')).status },
  history: { places: 0, load: async () => (await import('./history.ts')).history },
  verify: { places: 1, load: async () => (await import('./offer.ts')).verify },
  install: { places: 1, load: async () => (await import('./offer.ts')).install },
  trust: { places: 1, comparesFingerprint: true, load: async () => (await import('./trust.ts')).trust },
} as const satisfies Record<string, Entry>;

import type { Database } from 'better-sqlite3';

export interface Migration {
  /** `user_version` after it ran; counts up by one without gaps. */
  readonly version: number;
  readonly name: string;
  up(database: Database): void;
}

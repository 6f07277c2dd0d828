import type { Station } from '../../../../shared/domain/station.ts';

/** Null: never set up. `unreadable`: there is a file that cannot be used. Undefined while it is being read. */
export type StationOnScreen = Station | null | 'unreadable' | undefined;

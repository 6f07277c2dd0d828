import type { Lab } from '../../../../shared/domain/inspection/inspection-session.ts';
import type { Result } from '../../../../shared/domain/result.ts';
import type { DatabaseSession } from '../../../store/database-session.ts';

/** The key that signed the last file of a seat, in this and earlier inspections of the lab; none where there was none. */
export const knownKeysOf = (
  session: DatabaseSession,
  { school, lab }: Pick<Lab, 'school' | 'lab'>,
  seat: string,
): Promise<Result<string[]>> =>
  session.use((database) =>
    database
      .prepare<[string, string, string], string>(
        `SELECT reading ->> 'keyId' FROM inspection_seats JOIN inspections ON inspections.id = inspection_id
         WHERE seat = ? AND header -> 'lab' ->> 'school' = ? AND header -> 'lab' ->> 'lab' = ?
           AND reading ->> 'keyId' IS NOT NULL
         ORDER BY reading ->> 'takenInAt' DESC LIMIT 1`,
      )
      .pluck()
      .all(seat, school, lab),
  );

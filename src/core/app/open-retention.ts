import type { Publication } from '../published/publication.ts';
import type { RetentionDesk } from '../retention/keep-no-longer.ts';
import type { DatabaseSession } from '../store/database-session.ts';

interface InUse {
  readonly dataDirectory: string;
  readonly logDirectory: string;
  readonly session: DatabaseSession;
  readonly publication: Publication;
}

/** Loads what keeps nothing longer than the settings say. */
export async function openRetention({
  dataDirectory,
  logDirectory,
  session,
  publication,
}: InUse): Promise<RetentionDesk> {
  const { createIncidentLog } = await import('../incidents/incident-log.ts');
  const { createRetentionDesk } = await import('../retention/keep-no-longer.ts');
  return createRetentionDesk({
    dataDirectory,
    session,
    incidents: createIncidentLog(logDirectory),
    published: publication.identity.date,
    now: () => new Date(),
  });
}

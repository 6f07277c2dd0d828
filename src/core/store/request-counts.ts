import type { Database } from 'better-sqlite3';
import { OPEN_STATES } from '../../shared/domain/open-requests.ts';

/** What the database counts by itself, over everything that was ever filed; reports that were handed in are left out. */
export interface CountedRequests {
  readonly open: number;
  readonly done: number;
  /** The service desk has said something since somebody last looked at them, whether they are open or done. */
  readonly unread: number;
}

export function createRequestCounts(database: Database): () => CountedRequests {
  const isRequest = 'NOT EXISTS (SELECT 1 FROM handed_in_reports WHERE handed_in_reports.request_id = requests.id)';
  const countByState = database.prepare<[{ open: string }], { open: number; done: number }>(
    `SELECT count(*) FILTER (WHERE state IN (SELECT value FROM json_each(@open))) AS open,
            count(*) FILTER (WHERE state NOT IN (SELECT value FROM json_each(@open))) AS done
     FROM requests WHERE ${isRequest}`,
  );
  const countUnread = database
    .prepare<[], number>(
      `SELECT count(DISTINCT requests.id)
       FROM (SELECT request_id, position, row_number() OVER (PARTITION BY request_id ORDER BY position) AS nth FROM request_events) AS numbered
       JOIN requests ON requests.id = numbered.request_id
       LEFT JOIN request_reads ON request_reads.request_id = requests.id
       JOIN request_events ON request_events.position = numbered.position
       WHERE nth > coalesce(request_reads.events, 0) AND ${isRequest}
         AND CASE WHEN json_valid(content) THEN content ->> '$.event.author.role' END IN ('desk', 'engineer')`,
    )
    .pluck();
  const open = JSON.stringify(OPEN_STATES);
  return () => ({ ...countByState.get({ open })!, unread: countUnread.get()! });
}

/**
 * What becomes of a column that was altered by a failing disk or a hand. A new column has to be put into one of these classes, or the
 * test of them fails.
 * - `journal`: under the hash chain of requests; its alteration is reported.
 * - `derived`: follows from the journal, and is restored from it.
 * - `sent-again`: tells whether a message arrived; a contradiction sends it once more.
 * - `counted`: follows from other rows, and is counted anew.
 * - `bounded`: any value does no harm for longer than the longest pause, or is only shown.
 * - `original`: stored once, here only; damage is found by the shape of the row or by SQLite.
 * - `signed`: of signed inspections the signed record covers it; of open ones it is `original`.
 * - `erasable`: names, outside every chain because they have to be erased one day.
 */
export type ColumnClass =
  | 'journal'
  | 'derived'
  | 'sent-again'
  | 'counted'
  | 'bounded'
  | 'original'
  | 'signed'
  | 'erasable';

const all = <Class extends ColumnClass>(columns: string, of: Class): Record<string, Class> =>
  Object.fromEntries(columns.split(' ').map((column) => [column, of]));

export const TABLE_COLUMNS: Readonly<Record<string, Readonly<Record<string, ColumnClass>>>> = {
  request_events: {
    ...all('position content hash', 'journal'),
    ...all('id request_id', 'derived'),
    author_name: 'erasable',
  },
  messages: {
    body: 'journal',
    id: 'journal',
    ...all('place request_id type', 'derived'),
    ...all('queued delivered channels', 'counted'),
    // Nothing else tells that somebody carried it by hand.
    carried: 'original',
  },
  requests: all('place id number state message_id', 'derived'),
  deliveries: {
    request_id: 'derived',
    ...all('message_id channel state delivered_at', 'sent-again'),
    settled: 'counted',
    ...all(
      'place id may_have_arrived tries failures failing_ms queued_at next_at lease lease_until last_tried_at reason detail',
      'bounded',
    ),
  },
  delivery_counts: all('channel state settled count', 'counted'),
  lanes: all('channel step pause_until pause_ms closed_until closed_ms trouble reason detail', 'bounded'),
  request_repairs: all('place at requests states messages deliveries counts numbers known', 'bounded'),
  request_reads: all('request_id events', 'bounded'),
  handed_in_reports: all('request_id inspection_id', 'bounded'),
  sign_in_attempts: all('target failures uptime', 'bounded'),
  // Under a chain of its own, which is compared when somebody reads it.
  audit_entries: all('position at content hash', 'original'),
  audit_checkpoints: all('position at hash public_key signature', 'original'),
  pin_recoveries: all('nonce at used', 'original'),
  run_disputes: all('place run_id at text', 'original'),
  request_drafts: all('id saved_at draft', 'original'),
  runs: all('id started_at duration_ms verdict demo station publication devices snapshot', 'original'),
  findings: all('run_id position check_id outcome subject cause evidence', 'original'),
  publications: all('version timestamp_version date title demo mark installed_at place', 'original'),
  inspections: {
    place: 'bounded',
    ...all('id number state header checklist notes books saved_at', 'signed'),
    abandoned_because: 'original',
  },
  inspection_seats: { place: 'bounded', ...all('inspection_id seat reading', 'signed') },
  inspection_cells: all('inspection_id item subject automatic answer', 'signed'),
  inspection_photos: { place: 'bounded', ...all('id inspection_id item subject facts jpeg', 'signed') },
  inspection_problems: all('inspection_id item decision request', 'signed'),
  inspection_records: { ...all('position inspection_id type content hash', 'signed'), people: 'erasable' },
  rectification_photos: { place: 'bounded', ...all('id inspection_id jpeg', 'signed') },
  inspection_steps: { place: 'bounded', ...all('inspection_id step jpeg', 'original') },
};

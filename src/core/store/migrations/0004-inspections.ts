import type { Migration } from './migration.ts';

/** Inspections while they are edited, and their signed records. Triggers keep signed inspections from being changed. */
export const inspections: Migration = {
  version: 4,
  name: 'inspections',
  up(database) {
    database.exec(SESSIONS + RECORDS + FROZEN.map(frozen).join(''));
  },
};

/** A cell without result and answer has no row. `reading` contains the whole check run of a seat. */
const SESSIONS = `
  CREATE TABLE inspections (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('open', 'signed', 'abandoned')),
    header TEXT NOT NULL,
    checklist TEXT NOT NULL,
    notes TEXT NOT NULL,
    books TEXT,
    abandoned_because TEXT,
    saved_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE inspection_seats (
    place INTEGER PRIMARY KEY,
    inspection_id TEXT NOT NULL REFERENCES inspections (id),
    seat TEXT NOT NULL,
    reading TEXT,
    UNIQUE (inspection_id, seat)
  ) STRICT;
  CREATE TABLE inspection_cells (
    inspection_id TEXT NOT NULL REFERENCES inspections (id),
    item TEXT NOT NULL,
    subject TEXT NOT NULL,
    automatic TEXT,
    answer TEXT,
    PRIMARY KEY (inspection_id, item, subject)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE inspection_photos (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    inspection_id TEXT NOT NULL REFERENCES inspections (id),
    item TEXT NOT NULL,
    subject TEXT NOT NULL,
    facts TEXT NOT NULL,
    jpeg BLOB NOT NULL
  ) STRICT;
  CREATE INDEX inspection_photos_by_inspection ON inspection_photos (inspection_id, place);
  CREATE TABLE inspection_problems (
    inspection_id TEXT NOT NULL REFERENCES inspections (id),
    item TEXT NOT NULL,
    decision TEXT,
    request TEXT,
    PRIMARY KEY (inspection_id, item)
  ) STRICT, WITHOUT ROWID;
`;

/** One hash chain over all inspections. Names and signatures are not hashed themselves, only a salted digest of them. */
const RECORDS = `
  CREATE TABLE inspection_records (
    position INTEGER PRIMARY KEY,
    inspection_id TEXT NOT NULL REFERENCES inspections (id),
    type TEXT NOT NULL CHECK (type IN ('report', 'supplement')),
    content TEXT NOT NULL,
    people TEXT,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX inspection_records_by_inspection ON inspection_records (inspection_id, position);
  CREATE TRIGGER inspection_records_stay BEFORE DELETE ON inspection_records BEGIN
    SELECT RAISE(ABORT, 'a record is never deleted');
  END;
  CREATE TRIGGER inspection_records_unchanged BEFORE UPDATE ON inspection_records
    WHEN NEW.position <> OLD.position OR NEW.inspection_id <> OLD.inspection_id OR NEW.type <> OLD.type
      OR NEW.content <> OLD.content OR NEW.hash <> OLD.hash OR NEW.people IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a record is never changed');
  END;
`;

const FROZEN = ['seats', 'cells', 'photos', 'problems'] as const;

/** Triggers that keep the rows of a signed inspection from being changed, also by a faulty program. */
function frozen(part: (typeof FROZEN)[number]): string {
  return (['INSERT', 'UPDATE', 'DELETE'] as const)
    .map(
      (change) => `
  CREATE TRIGGER inspection_${part}_frozen_${change.toLowerCase()} BEFORE ${change} ON inspection_${part}
    WHEN (SELECT state FROM inspections WHERE id = ${change === 'INSERT' ? 'NEW' : 'OLD'}.inspection_id) <> 'open' BEGIN
    SELECT RAISE(ABORT, 'the inspection is not open');
  END;`,
    )
    .join('');
}

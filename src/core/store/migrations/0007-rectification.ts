import type { Migration } from './migration.ts';

/** What became of the problems of signed reports: a third type of record in their chain, with photos. */
export const rectification: Migration = {
  version: 7,
  name: 'rectification',
  up(database) {
    database.exec(RECORDS + PHOTOS);
  },
};

/** SQLite cannot change a CHECK: the table is made anew, with the same rows, index and triggers. */
const RECORDS = `
  CREATE TABLE inspection_records_new (
    position INTEGER PRIMARY KEY,
    inspection_id TEXT NOT NULL REFERENCES inspections (id),
    type TEXT NOT NULL CHECK (type IN ('report', 'supplement', 'rectification')),
    content TEXT NOT NULL,
    people TEXT,
    hash TEXT NOT NULL
  ) STRICT;
  INSERT INTO inspection_records_new SELECT position, inspection_id, type, content, people, hash FROM inspection_records;
  DROP TABLE inspection_records;
  ALTER TABLE inspection_records_new RENAME TO inspection_records;
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

/** Its record holds the digest of each photo. */
const PHOTOS = `
  CREATE TABLE rectification_photos (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    inspection_id TEXT NOT NULL REFERENCES inspections (id),
    jpeg BLOB NOT NULL
  ) STRICT;
  CREATE TRIGGER rectification_photos_stay BEFORE DELETE ON rectification_photos BEGIN
    SELECT RAISE(ABORT, 'evidence is never deleted');
  END;
  CREATE TRIGGER rectification_photos_unchanged BEFORE UPDATE ON rectification_photos BEGIN
    SELECT RAISE(ABORT, 'evidence is never changed');
  END;
`;

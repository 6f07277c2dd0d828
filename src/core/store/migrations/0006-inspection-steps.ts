import type { Migration } from './migration.ts';

/** What an inspector did last, to be taken back. Nothing of it is kept once an inspection is signed or abandoned. */
export const inspectionSteps: Migration = {
  version: 6,
  name: 'inspection-steps',
  up(database) {
    database.exec(STEPS);
  },
};

/** `jpeg`: the image of a photo that the step removed. */
const STEPS = `
  CREATE TABLE inspection_steps (
    place INTEGER PRIMARY KEY,
    inspection_id TEXT NOT NULL REFERENCES inspections (id),
    step TEXT NOT NULL,
    jpeg BLOB
  ) STRICT;
  CREATE INDEX inspection_steps_by_inspection ON inspection_steps (inspection_id, place);
  CREATE TRIGGER inspection_steps_end AFTER UPDATE OF state ON inspections WHEN NEW.state <> 'open' BEGIN
    DELETE FROM inspection_steps WHERE inspection_id = NEW.id;
  END;
`;

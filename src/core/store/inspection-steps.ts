import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { cellSchema } from '../../shared/domain/inspection/cell.ts';
import {
  problemDecisionSchema,
  type UndoStep,
  undoStepSchema,
} from '../../shared/domain/inspection/inspection-session.ts';
import { photoSchema } from '../../shared/domain/inspection/lab-equipment.ts';
import { ulidSchema } from '../../shared/domain/service-request.ts';
import type { StoredStep } from './stored-inspection.ts';
import { parsedJson } from './stored-json.ts';

/** Changes of one inspection that can be taken back; older ones are forgotten. */
const MAX_STEPS = 50;

const storedStepSchema = z.strictObject({
  said: undoStepSchema,
  answers: z.array(cellSchema.pick({ item: true, subject: true, answer: true })),
  decision: problemDecisionSchema.nullable(),
  addedPhoto: ulidSchema.nullable(),
  removedPhoto: photoSchema.nullable(),
});

/** The newest step, with the image of the photo it removed. */
export interface LastStep extends StoredStep {
  readonly jpeg: Uint8Array | null;
}

/** The steps of open inspections, inside the caller's transaction. One that is damaged cannot be taken back, nor can any before it. */
export function createInspectionSteps(database: Database) {
  const insert = database.prepare<[{ id: string; step: string; photo: string | null }]>(
    `INSERT INTO inspection_steps (inspection_id, step, jpeg)
     VALUES (@id, @step, (SELECT jpeg FROM inspection_photos WHERE id = @photo AND inspection_id = @id))`,
  );
  const forget = database.prepare<[{ id: string }]>(
    `DELETE FROM inspection_steps WHERE inspection_id = @id AND place <=
       (SELECT place FROM inspection_steps WHERE inspection_id = @id ORDER BY place DESC LIMIT 1 OFFSET ${MAX_STEPS})`,
  );
  const selectLast = database.prepare<[string], { step: string; jpeg: Uint8Array | null }>(
    'SELECT step, jpeg FROM inspection_steps WHERE inspection_id = ? ORDER BY place DESC LIMIT 1',
  );
  const removeLast = database.prepare<[string]>(
    `DELETE FROM inspection_steps WHERE place =
       (SELECT place FROM inspection_steps WHERE inspection_id = ? ORDER BY place DESC LIMIT 1)`,
  );
  const last = (id: string): LastStep | null => {
    const row = selectLast.get(id);
    const step = row === undefined ? undefined : storedStepSchema.safeParse(parsedJson(row.step)).data;
    return step === undefined ? null : { ...step, jpeg: row!.jpeg };
  };
  return {
    last,
    said: (id: string): UndoStep | null => last(id)?.said ?? null,
    /** Before the change itself: the image of a photo that it removes is still there. */
    add(id: string, step: StoredStep): void {
      insert.run({ id, step: JSON.stringify(step), photo: step.removedPhoto?.id ?? null });
      forget.run({ id });
    },
    removeLast: (id: string): void => void removeLast.run(id),
  };
}

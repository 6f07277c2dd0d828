import type { UndoStep } from '../../../shared/domain/inspection/inspection-session.ts';
import { succeed } from '../../../shared/domain/result.ts';
import type { LastStep } from '../../store/inspection-steps.ts';
import {
  cellAt,
  type Edit,
  type InspectionPatch,
  type StoredInspection,
  type StoredStep,
} from '../../store/stored-inspection.ts';
import { askedCell } from './checklist.ts';

/** The edit, kept so that it can be taken back. One that changes nothing leaves no step. */
export const undoable =
  (of: Pick<UndoStep, 'change' | 'item' | 'subject'>, at: string, edit: Edit): Edit =>
  (before) => {
    const patch = edit(before);
    if (!patch.ok || isEmpty(patch.value)) return patch;
    return succeed({ ...patch.value, step: stepBack(before, patch.value, of, at) });
  };

const isEmpty = ({ cells = [], photo, removedPhoto, decision }: InspectionPatch): boolean =>
  cells.length === 0 && photo === undefined && removedPhoto === undefined && decision === undefined;

function stepBack(
  before: StoredInspection,
  { cells = [], photo, removedPhoto, decision }: InspectionPatch,
  of: Pick<UndoStep, 'change' | 'item' | 'subject'>,
  at: string,
): StoredStep {
  const removed = before.photos.find(({ id }) => id === removedPhoto) ?? null;
  const about = removed === null ? of : { ...of, item: removed.item, subject: removed.subject };
  return {
    said: { ...about, cells: cells.length + (photo === undefined && removed === null ? 0 : 1), at },
    answers: cells.map(({ item, subject }) => ({
      item,
      subject,
      answer: cellAt(before.cells, item, subject).answer,
    })),
    decision:
      decision === undefined
        ? null
        : (before.decisions.find(({ item }) => item === decision.item) ?? { item: decision.item }),
    addedPhoto: photo?.facts.id ?? null,
    removedPhoto: removed,
  };
}

/**
 * The patch that restores what a step changed. What the program has found since stays; what belongs to a seat that was removed since is
 * left out.
 */
export function takenBack(
  now: StoredInspection,
  { answers, decision, addedPhoto, removedPhoto, jpeg }: LastStep,
): InspectionPatch {
  const cells = answers
    .filter(({ item, subject }) => askedCell(now, item, subject) !== null)
    .map(({ item, subject, answer }) => ({ ...cellAt(now.cells, item, subject), answer }));
  const restored = removedPhoto !== null && jpeg !== null && askedCell(now, removedPhoto.item, removedPhoto.subject);
  return {
    ...(cells.length > 0 && { cells }),
    ...(decision !== null && { decision }),
    ...(addedPhoto !== null && { removedPhoto: addedPhoto }),
    ...(restored && { photo: { facts: removedPhoto, jpeg } }),
  };
}

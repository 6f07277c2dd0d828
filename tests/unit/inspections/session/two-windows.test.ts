import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/shared/domain/inspection/cell.ts';
import type { Subject } from '../../../../src/shared/domain/inspection/inspection-terms.ts';
import { ABNORMAL, InspectionPc, NO_ACCESS, NORMAL, reopened } from '../../../support/inspection/inspections.ts';
import { valueOf } from '../../../support/value-of.ts';

const SEAT: Subject = 'seat:03';

const later = (pc: InspectionPc) => void (pc.now = new Date(pc.now.getTime() + 1000));

describe('an inspection open in two windows', () => {
  it('an answer based on another one than is stored is refused, and changes nothing', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    const answer = (given: Answer | null, basedOn?: string | null) =>
      pc.sessions.answer(id, 'cables', SEAT, given, basedOn);
    const seen = valueOf(await answer(NORMAL, null)).cells[0]!.answer!.at;
    later(pc);
    valueOf(await answer(ABNORMAL, seen));
    const stored = await reopened(pc.folder, id);
    for (const basedOn of [null, seen])
      for (const outdated of [{ ...NORMAL, note: '插头松动' }, null])
        expect(await answer(outdated, basedOn)).toMatchObject({
          problem: { code: 'inspection-cell-changed' },
        });
    expect(await reopened(pc.folder, id)).toEqual(stored);
    // Whoever says the same agrees with what is stored.
    expect(await answer(ABNORMAL, seen)).toMatchObject({ ok: true });
    // Callers without a screen compare nothing.
    expect(await answer(NORMAL)).toMatchObject({ ok: true });
  });

  it('each edit tells what it followed, so that a window sees that another one has written', async () => {
    const pc = new InspectionPc();
    const { header, savedAt } = await pc.begin();
    later(pc);
    const first = valueOf(await pc.sessions.answer(header.id, 'cables', SEAT, NORMAL));
    expect(first.savedBefore).toBe(savedAt);
    later(pc);
    const second = valueOf(await pc.sessions.answer(header.id, 'headset', SEAT, ABNORMAL));
    expect(second.savedBefore).toBe(first.savedAt);
    later(pc);
    expect(valueOf(await pc.sessions.undo(header.id)).savedBefore).toBe(second.savedAt);
    expect(await pc.sessions.standing(header.id)).toMatchObject({
      value: { state: 'open', savedAt: (await reopened(pc.folder, header.id)).savedAt },
    });
  });
});

describe('the same answer again', () => {
  it('is no edit: nothing to undo, and saved when it was', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    for (const said of [NORMAL, NO_ACCESS, null]) {
      later(pc);
      valueOf(await pc.sessions.answer(id, 'cables', SEAT, said));
      const before = await reopened(pc.folder, id);
      later(pc);
      expect(valueOf(await pc.sessions.answer(id, 'cables', SEAT, said))).toMatchObject({
        savedAt: before.savedAt,
        undo: before.undo,
      });
      expect(await reopened(pc.folder, id)).toEqual(before);
    }
    valueOf(await pc.sessions.answer(id, 'cables', SEAT, ABNORMAL));
    const steps = valueOf(await pc.sessions.answer(id, 'cables', SEAT, { ...ABNORMAL, note: '换了线' }));
    expect(steps.cells).toMatchObject([{ answer: { note: '换了线' } }]);
  });

  it('given to one cell by itself after a bulk answer is an edit: now somebody has looked at it', async () => {
    const pc = new InspectionPc();
    const { id } = (await pc.begin()).header;
    valueOf(await pc.sessions.answerOpen(id, { item: 'cables', subject: null }, NORMAL));
    const { cells } = valueOf(await pc.sessions.answer(id, 'cables', SEAT, NORMAL));
    expect(cells[0]!.answer!.bulk).toBeUndefined();
  });
});

import { vi } from 'vitest';
import type { Answer } from '../../../src/shared/domain/inspection/cell.ts';
import type { Conclusion } from '../../../src/shared/domain/inspection/inspection-terms.ts';
import { sessionOf } from './inspections.ts';
import { openLabSeat } from '../lab/lab-seat.ts';
import { valueOf } from '../value-of.ts';

const NORMAL: Answer = { outcome: 'normal', reason: null, value: null, note: '' };

/**
 * A quarterly inspection of seat 01 alone that was signed so many days ago, made by the core under a clock of that day.
 * @param abnormal items of the lab that were abnormal then.
 * @param uninspected items of the lab that could not be inspected.
 * @param decided left out: what is proposed. @returns its number.
 */
export async function signedBefore(
  data: string,
  days: number,
  abnormal: readonly string[],
  uninspected: readonly string[] = [],
  decided?: Conclusion,
): Promise<string> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - days * 24 * 60 * 60 * 1000 });
  const app = await openLabSeat(data);
  try {
    const inspections = await app.inspections();
    const steps = await Array.fromAsync(inspections.start('quarterly', '李巡检', new AbortController().signal));
    const { header, notes, cells } = sessionOf(steps);
    const { id, number } = header;
    for (const item of abnormal)
      valueOf(await inspections.answer(id, item, 'lab', { ...NORMAL, outcome: 'abnormal', note: '上次就有' }));
    for (const item of uninspected)
      valueOf(
        await inspections.answer(id, item, 'lab', { ...NORMAL, outcome: 'not-inspected', reason: 'no-instrument' }),
      );
    for (const subject of new Set(cells.map((cell) => cell.subject)))
      for (const one of valueOf(await inspections.answerOpen(id, { item: null, subject }, NORMAL)).leftOut)
        valueOf(await inspections.answer(id, one.item, subject, NORMAL));
    const { report } = valueOf(await inspections.report(id));
    const conclusion = {
      decided: decided ?? report.conclusion.proposed,
      reason: uninspected.length > 0 ? '没有带测量仪器' : '',
    };
    valueOf(await inspections.saveNotes(id, { ...notes, conclusion }));
    const { seal } = valueOf(await inspections.report(id));
    const signature = { role: 'inspector', name: '李巡检', method: 'paper', strokes: null } as const;
    valueOf(await inspections.sign(id, seal, [signature]));
    return number;
  } finally {
    await app.close();
    vi.useRealTimers();
  }
}

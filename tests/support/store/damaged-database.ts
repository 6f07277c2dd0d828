import type { Answer } from '../../../src/shared/domain/inspection/cell.ts';
import { sessionOf } from '../inspection/inspections.ts';
import { SMALL_JPEG } from '../inspection/jpeg.ts';
import { openLabSeat } from '../lab/lab-seat.ts';
import { valueOf } from '../value-of.ts';
import { signedBefore } from '../inspection/signed-before.ts';

const ABNORMAL: Answer = { outcome: 'abnormal', reason: null, value: null, note: '坏了' };
const never = new AbortController().signal;

/** A PC with one inspection that is signed and supplemented, one under way with a photo, and a request that came of it. */
export async function busyPc(data: string) {
  const signed = await signedBefore(data, 100, []);
  const app = await openLabSeat(data);
  await Array.fromAsync(app.check(never));
  const inspections = await app.inspections();
  const ended = valueOf(await inspections.find(signed));
  valueOf(await inspections.addSupplement(ended.id, { author: '李巡检', text: '补充说明' }));
  const { header, cells } = sessionOf(await Array.fromAsync(inspections.start('quarterly', '李巡检', never)));
  const { item, subject } = cells.find((cell) => cell.automatic === null && cell.subject !== 'lab')!;
  valueOf(await inspections.answer(header.id, item, subject, ABNORMAL));
  valueOf(await inspections.addPhoto(header.id, item, subject, SMALL_JPEG));
  valueOf(await inspections.decideProblem(header.id, { item, action: '更换' }));
  const desk = await app.requests();
  const draft = {
    ...valueOf(await inspections.draftRequest(header.id, item)),
    contact: { name: '王老师', phone: '13800000000' },
  };
  const { seal } = valueOf(await desk.preview(draft));
  const { request } = valueOf(await desk.file(draft, seal));
  valueOf(await inspections.linkRequest(header.id, item, request.id));
  const other = valueOf(await desk.draft({ run: null, check: null, kind: 'technical' }));
  valueOf(await desk.keepDraft(other));
  await app.close();
  return { data, signed: ended, open: header, request, item, subject };
}
export type BusyPc = Awaited<ReturnType<typeof busyPc>>;

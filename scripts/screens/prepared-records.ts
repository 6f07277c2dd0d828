import type { Inspections } from '../../src/core/inspections/inspections.ts';
import type { Answer } from '../../src/shared/domain/inspection/cell.ts';
import type { Subject } from '../../src/shared/domain/inspection/inspection-terms.ts';
import type { InspectionSession } from '../../src/shared/domain/inspection/inspection-session.ts';
import { openLabSeat } from '../../tests/support/lab/lab-seat.ts';
import { valueOf } from '../../tests/support/value-of.ts';

const NORMAL: Answer = { outcome: 'normal', reason: null, value: null, note: '' };
/** What was measured. */
const MEASURED: Readonly<Record<string, number>> = { temperature: 22.5, humidity: 46 };
/** What is wrong in the pictures: item, whom it concerns, and what the inspector wrote. */
const WRONG = [
  { item: 'face-pad', subject: 'seat:01', note: '面罩开裂' },
  { item: 'usb-connectors', subject: 'seat:03', note: '插头一碰就松' },
  { item: 'base-station-mounting', subject: 'lab', note: '讲台侧的基站歪了' },
] as const;

async function begin(inspections: Inspections, seats: number): Promise<InspectionSession> {
  const steps = await Array.fromAsync(inspections.start('quarterly', '李巡检', new AbortController().signal));
  const last = steps.at(-1);
  if (last?.type !== 'finished') throw new Error(JSON.stringify(last));
  let { session } = last;
  for (let seat = 2; seat <= seats; seat += 1)
    session = valueOf(await inspections.addSeat(session.header.id, String(seat).padStart(2, '0')));
  return session;
}

/** Answers everything a person has to answer at these subjects; two things are wrong, as far as the checklist has them. */
async function answer(inspections: Inspections, { header, cells }: InspectionSession, subjects: readonly Subject[]) {
  const { id } = header;
  for (const { item, subject, note } of WRONG)
    if (subjects.includes(subject) && cells.some((cell) => cell.item === item && cell.subject === subject))
      valueOf(await inspections.answer(id, item, subject, { ...NORMAL, outcome: 'abnormal', note }));
  for (const subject of subjects)
    for (const { item } of valueOf(await inspections.answerOpen(id, { item: null, subject }, NORMAL)).leftOut)
      valueOf(await inspections.answer(id, item, subject, { ...NORMAL, value: MEASURED[item] ?? null }));
}

/** @returns the id of an inspection of twelve seats that is under way. */
export async function inspectionUnderWay(data: string): Promise<string> {
  const app = await openLabSeat(data);
  try {
    const inspections = await app.inspections();
    const session = await begin(inspections, 12);
    await answer(inspections, session, ['lab', 'seat:01', 'seat:02', 'seat:03']);
    return session.header.id;
  } finally {
    await app.close();
  }
}

/** @returns the id of a signed inspection with problems, of which one was put right. */
export async function signedInspection(data: string): Promise<string> {
  const app = await openLabSeat(data);
  try {
    const inspections = await app.inspections();
    const session = await begin(inspections, 1);
    const { id } = session.header;
    await answer(inspections, session, ['lab', 'seat:01']);
    const { report } = valueOf(await inspections.report(id));
    const conclusion = { decided: report.conclusion.proposed, reason: '' };
    valueOf(await inspections.saveNotes(id, { ...session.notes, conclusion }));
    const { seal } = valueOf(await inspections.report(id));
    const signature = { role: 'inspector', name: '李巡检', method: 'paper', strokes: null } as const;
    valueOf(await inspections.sign(id, seal, [signature]));
    const { problems } = valueOf(await inspections.rectification(id));
    const on = report.finishedAt.slice(0, 10);
    const entry = { step: 'rectified', on, person: '赵师傅', note: '换了新插座' } as const;
    if (problems[0] !== undefined) valueOf(await inspections.recordRectification(id, problems[0].item, entry, []));
    return id;
  } finally {
    await app.close();
  }
}

/** @returns the id of a request that was filed by hand. */
export async function filedRequest(data: string): Promise<string> {
  const app = await openLabSeat(data);
  try {
    const requests = await app.requests();
    const empty = valueOf(await requests.draft({ run: null, check: null, kind: 'technical' }));
    const draft = { ...empty, description: '左眼画面时有时无，换过线还是一样。' };
    const { seal } = valueOf(await requests.preview(draft));
    return valueOf(await requests.file(draft, seal)).request.id;
  } finally {
    await app.close();
  }
}

/** The channels of a school: a group and a mailbox. @returns nothing that is opened. */
export async function channelsOfSchool(data: string): Promise<string> {
  const app = await openLabSeat(data);
  try {
    const channels = await app.channels();
    const common = { id: null, enabled: true };
    const address = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=00000000-0000-0000-0000-000000000000';
    valueOf(await channels.save({ ...common, title: '二中报修群', kind: 'wecom', address }));
    valueOf(
      await channels.save({
        ...common,
        title: '客户服务部邮箱',
        enabled: false,
        kind: 'smtp',
        host: 'smtp.example.com',
        port: 465,
        security: 'tls',
        user: 'lab@example.com',
        from: 'lab@example.com',
        to: ['service@example.com'],
        secret: 'authorisation code',
      }),
    );
    return '';
  } finally {
    await app.close();
  }
}

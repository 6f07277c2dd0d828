import { createRouterClient } from '@orpc/server';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { App } from '../../../src/core/app/app.ts';
import { createRouter } from '../../../src/core/app/router.ts';
import { REVEALING, screenBoundary } from '../../../src/core/app/screen-boundary.ts';
import { contract } from '../../../src/shared/contract.ts';
import { requestDraftSchema } from '../../../src/shared/domain/service-request.ts';
import type { Teacher } from '../../../src/shared/domain/teacher.ts';
import { findUnseen } from '../../../src/shared/domain/unseen-characters.ts';
import { unseenIn, withoutUnseen } from '../../../src/shared/domain/unseen-text.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { createWording } from '../../../src/shared/wording.ts';
import type { Problem } from '../../../src/shared/domain/problem.ts';
import { type BusyPc, busyPc } from '../../support/store/damaged-database.ts';
import { openLabSeat } from '../../support/lab/lab-seat.ts';
import { folderOfFile } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/value-of.ts';

const PEOPLE = ['李巡检', '王老师', '13800000000'];
const data = folderOfFile();
const place = path.join(data, 'demo', 'lab-seat-01');
let pc: BusyPc;
let app: App;
let client: ReturnType<typeof clientOf>;
const clientOf = (of: App) => createRouterClient(createRouter(of));
const usualMask = process.umask();

beforeAll(async () => {
  pc = await busyPc(data);
  app = await openLabSeat(data);
  client = clientOf(app);
});
afterAll(async () => {
  await app.close();
  process.umask(usualMask);
});

/** Every procedure of a router or contract, by its path. */
function proceduresIn(tree: object, at: readonly string[] = []): [string, Record<string, unknown>][] {
  if ('~orpc' in tree) return [[at.join('.'), tree['~orpc'] as Record<string, unknown>]];
  return Object.entries(tree).flatMap(([name, below]) => proceduresIn(below as object, [...at, name]));
}

/** A text in every place of an input where a person or program can put one. */
function* textsOf(schema: unknown, text: string): Generator {
  if (schema instanceof z.ZodString) yield text;
  else if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    yield* textsOf(schema.unwrap(), text);
  else if (schema instanceof z.ZodArray) for (const inner of textsOf(schema.element, text)) yield [inner];
  else if (schema instanceof z.ZodUnion) for (const option of schema.options) yield* textsOf(option, text);
  else if (schema instanceof z.ZodObject)
    for (const [key, field] of Object.entries(schema.shape))
      for (const inner of textsOf(field, text)) yield { [key]: inner };
}

describe('no character nobody sees', () => {
  it('gets through any text of the whole contract', () => {
    const procedures = proceduresIn(contract);
    const texts = procedures.flatMap(([name, { inputSchema }]) =>
      [...textsOf(inputSchema, 'a\u202Eb')].map((value) => ({ name, inputSchema, value })),
    );
    expect(texts.length).toBeGreaterThan(60);
    expect(texts.filter(({ inputSchema, value }) => findUnseen(inputSchema, value) === null)).toEqual([]);
    const routes = proceduresIn(createRouter(app));
    expect(routes.length).toBe(procedures.length);
    const unguarded = routes.filter(([, { middlewares }]) => !(middlewares as unknown[]).includes(screenBoundary));
    expect(unguarded.map(([name]) => name)).toEqual([]);
  });

  it.each([
    ['NUL', '\0'],
    ['escape', '\u001B'],
    ['DEL', '\u007F'],
    ['C1', '\u009B'],
    ['override', '\u202E'],
    ['isolate', '\u2066'],
    ['mark', '\u200F'],
    ['Arabic mark', '\u061C'],
    ['zero-width space', '\u200B'],
    ['joiner', '\u200D'],
    ['byte order mark', 'x\uFEFFx'],
    ['line separator', 'x\u2028x'],
    ['tag', '\u{E0041}'],
    ['half a character', '\uD83D'],
    ['line break', 'x\nx'],
    ['carriage return', 'x\rx'],
  ])('%s in the name of a school is refused, and nothing saved', async (_name, sign) => {
    const before = await client.station.get();
    const station = { ...valueOf(before)!, school: `一${sign}中` };
    const answer = await client.station.save(station);
    expect(answer).toMatchObject({
      ok: false,
      problem: { code: 'text-unseen-character', params: { field: 'school' } },
    });
    expect(await client.station.get()).toEqual(before);
  });

  it('lets nothing through that goes down further than any call', async () => {
    const nested = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`) as never;
    await expect(client.app.about(nested)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(client.station.save(nested)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('is named with its field in both languages', () => {
    const problem: Problem = { code: 'text-unseen-character', params: { field: 'lab', sign: 'U+202E' } };
    const said = (['zh-CN', 'en'] as const).map((language) => {
      const texts = createI18n(language, { 'zh-CN': {}, en: {} });
      return createWording(texts, language).problem(problem).title;
    });
    expect(said).toEqual([
      '“教室”里有看不见的字符（U+202E）',
      'Lab: there is a character in it that nobody sees (U+202E)',
    ]);
  });

  it('lines, tabs, emoji and rare characters stay in long texts', () => {
    const long = { description: '一\n\t二 👨‍👩‍👧 𬭎 ‐' };
    expect(findUnseen(requestDraftSchema, long)).toBeNull();
    expect(findUnseen(requestDraftSchema, { description: 'a\u202Eb' })).toMatchObject({ path: ['description'] });
    expect(['欧阳·买买提', "O'Brien", '𬭎', 'Nguyễn', '👍🏽'].map((text) => unseenIn(text))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('makes an inspection begin', async () => {
    const steps = await Array.fromAsync(await client.inspections.start({ kind: 'quarterly', inspector: '李\u202E四' }));
    expect(steps).toMatchObject([{ type: 'failed', problem: { params: { field: 'inspector', sign: 'U+202E' } } }]);
  });

  it('of an older record is shown; the record stays as it is', async () => {
    const file = path.join(place, 'station.json');
    const before = readFileSync(file, 'utf8');
    const older = { ...(JSON.parse(before) as object), school: '一\u202E中\u0007' };
    writeFileSync(file, JSON.stringify(older));
    expect(valueOf(await client.station.get())!.school).toBe('一中');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(older);
    writeFileSync(file, before);
    expect(withoutUnseen({ a: ['x\ny\u0000'], b: 1 })).toEqual({ a: ['x\ny'], b: 1 });
  });
});

describe('names and phone numbers', () => {
  const contact = { name: '王老师', phone: '13800000000' };
  const teacher: Teacher = { schema: 'vrlab.teacher/1', contact, level: null, uses: [], subject: '', stage: '' };

  it('are masked in every answer but those a person asks for', async () => {
    valueOf(await client.teacher.save(teacher));
    const { signed, open, request } = pc;
    const draft = valueOf(await client.requests.draft({ run: null, check: null, kind: 'technical' }));
    const answers = {
      teacher: await client.teacher.get(),
      saved: await client.teacher.save(teacher),
      draft,
      fromProblem: await client.inspections.draftRequest({ id: open.id, item: pc.item }),
      kept: await client.requests.keepDraft(draft),
      drafts: await client.requests.drafts(),
      preview: await client.requests.preview(draft),
      list: await client.requests.list({ limit: 9 }),
      request: await client.requests.get({ id: request.id }),
      sessions: [await client.inspections.get({ id: signed.id }), await client.inspections.get({ id: open.id })],
      reports: [await client.inspections.report({ id: signed.id }), await client.inspections.report({ id: open.id })],
      inspections: await client.inspections.list(),
      again: await Array.fromAsync(await client.inspections.readAgain({ id: open.id })),
      plan: await client.inspections.plan(),
      about: await client.app.about(),
      retention: await client.retention.plan(),
    };
    for (const [name, answer] of Object.entries(answers)) {
      expect(JSON.stringify(answer), name).not.toContain('"ok":false');
      expect(
        PEOPLE.filter((one) => JSON.stringify(answer).includes(one)),
        name,
      ).toEqual([]);
    }
    expect(draft.contact).toEqual({ name: '王＊＊', phone: '138＊＊＊＊0000' });

    const readable = [
      await client.teacher.reveal(),
      await client.requests.revealContact({ draft: draft.id }),
      await client.requests.revealPreview({ ...draft, contact }),
      await client.requests.reveal({ id: request.id }),
      await client.inspections.revealPeople({ id: signed.id }),
    ].map((answer) => PEOPLE.some((one) => JSON.stringify(answer).includes(one)));
    expect(readable).toEqual(Array.from({ length: REVEALING.size }, () => true));
  });

  it('keep what is kept where they come back masked, and what is sent is whole', async () => {
    const masked = valueOf(await client.teacher.get())!;
    valueOf(await client.teacher.save({ ...masked, subject: '物理' }));
    expect(valueOf(await app.teacher())).toEqual({ ...teacher, subject: '物理' });

    const opened = valueOf(await client.requests.draft({ run: null, check: null, kind: 'technical' }));
    const draft = { ...opened, description: '投影机不亮' };
    valueOf(await client.requests.keepDraft(draft));
    const { seal } = valueOf(await client.requests.preview(draft));
    expect(valueOf(await client.requests.revealPreview({ ...draft, contact })).seal).toBe(seal);
    // What is stored is readable in no preview, only what a person types.
    expect(JSON.stringify(await client.requests.revealPreview(draft))).not.toContain(contact.phone);
    valueOf(await client.requests.file({ draft, seal }));
    expect(valueOf(await (await app.requests()).reveal(draft.id)).request.contact).toEqual(contact);

    const { notes, header } = valueOf(await client.inspections.get({ id: pc.open.id }));
    expect(notes.inspectors).toEqual(['李＊＊']);
    valueOf(await client.inspections.saveNotes({ id: header.id, notes: { ...notes, remark: '好' } }));
    const kept = valueOf(await (await app.inspections()).get(header.id)).notes;
    expect(kept).toMatchObject({ inspectors: ['李巡检'], remark: '好' });
  });

  it('that come back masked and stand for nothing here are refused, and change nothing', async () => {
    const before = await app.teacher();
    const strange = { ...teacher, contact: { name: '赵＊', phone: '' } };
    expect(await client.teacher.save(strange)).toMatchObject({
      ok: false,
      problem: { code: 'masked-value-unknown', params: { field: 'name' } },
    });
    expect(await app.teacher()).toEqual(before);
  });
});

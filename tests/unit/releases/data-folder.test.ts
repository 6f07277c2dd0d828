import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { readPackage } from '../../../src/core/platform/zip.ts';
import { readRetention } from '../../../src/core/retention/retention-settings.ts';
import { createPlainSecretStore } from '../../../src/core/signing/secrets-file.ts';
import { databaseFileIn } from '../../../src/core/store/database.ts';
import { inspectionMarkFileIn } from '../../../src/core/store/inspection-mark-file.ts';
import { inspectionMarkIn } from '../../../src/core/store/chain-mark.ts';
import { countsOf, resultOf } from '../../../src/shared/domain/inspection/cell.ts';
import { isReadable } from '../../../src/shared/domain/problem.ts';
import type { ServiceMessage } from '../../../src/shared/domain/request-lifecycle.ts';
import { startWebhookReceiver, WEBHOOK_SECRET } from '../../simulators/webhook-receiver.ts';
import { SMALL_JPEG } from '../../support/inspection/jpeg.ts';
import {
  bytesOfRelease,
  dataOfRelease,
  dayAfterRelease,
  leadChannels,
  openOn,
} from '../../support/publication/release.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/value-of.ts';
import { worldFile } from '../../worlds/generator/world-folders.ts';

const never = new AbortController().signal;

beforeEach(dayAfterRelease);

/** The program of today on a data folder that release 0.3.0 left behind. */
async function upgraded() {
  const data = dataOfRelease();
  const app = await openOn(data);
  return { data, app };
}

const schemaVersionOf = (data: string) => {
  const database = new Sqlite(databaseFileIn(data), { readonly: true });
  const version = database.pragma('user_version', { simple: true });
  database.close();
  return version as number;
};

describe('a data folder of release 0.3.0', () => {
  it('is migrated, and nothing in it is reported missing, altered or unreadable', async () => {
    const { data, app } = await upgraded();
    expect(schemaVersionOf(data)).toBe(4);
    const [requests, inspections] = [await app.requests(), await app.inspections()];
    expect((await app.about()).problems).toEqual([]);
    expect(schemaVersionOf(data)).toBeGreaterThan(4);
    expect(await requests.examine()).toBeNull();
    expect(await inspections.examine()).toBeNull();
    expect((await app.about()).problems).toEqual([]);
  });

  it('keeps its settings and secrets', async () => {
    const { data, app } = await upgraded();
    expect(valueOf(await app.station())).toMatchObject({ lab: 'VR 教室 301', seat: '01', expected: [{ count: 1 }] });
    expect(valueOf(await app.teacher())).toMatchObject({ contact: { name: '王老师' }, level: 'core', subject: '物理' });
    expect(await app.about()).toMatchObject({ language: 'en' });
    expect(valueOf(await readRetention(data))).toMatchObject({ runsYears: 4 });
    expect(valueOf(await (await app.channels()).list())).toMatchObject([
      { settings: { id: 'stick', kind: 'folder' } },
      { settings: { id: 'desk', kind: 'webhook' }, secret: true },
    ]);
    expect(valueOf(await createPlainSecretStore(data).read('channel.desk'))).toEqual({ secret: WEBHOOK_SECRET });
  });

  it('shows every run in full, also the one that waited beside the database', async () => {
    const { data, app } = await upgraded();
    const beside = path.join(data, 'runs-beside-database');
    const [waiting] = readdirSync(beside);
    const listed = valueOf(await app.runs.list(100));
    expect(listed).toHaveLength(6);
    expect(listed.map(({ id }) => `${id}.json`)).toContain(waiting);
    expect(existsSync(path.join(beside, waiting!))).toBe(false);
    for (const { id, verdict } of listed) {
      expect(valueOf(await app.runs.get(id))).toMatchObject({ id, verdict, demo: false });
      expect(valueOf(await app.faultCodesOf(id)).length).toBeGreaterThan(0);
    }
    expect(valueOf(await app.versions())).not.toBeNull();
  });

  it('keeps its demonstrations apart', async () => {
    const data = dataOfRelease();
    const app = await openOn(data, { world: worldFile('index-usb2', '.') });
    expect(valueOf(await app.runs.list(10))).toMatchObject([{ demo: true, verdict: 'not-ready' }]);
    expect((await app.about()).problems).toEqual([]);
  });
});

describe('requests filed with release 0.3.0', () => {
  it('are listed in their states, each with its events and deliveries', async () => {
    const { app } = await upgraded();
    const requests = await app.requests();
    const listed = valueOf(await requests.list(10)).filter(isReadable);
    expect(listed.map(({ state, delivered }) => [state, delivered])).toEqual([
      ['filed', false],
      ['filed', true],
      ['withdrawn', true],
      ['acknowledged', true],
    ]);
    const [, , withdrawn, acknowledged] = listed;
    expect(valueOf(await requests.get(acknowledged!.id))).toMatchObject({
      request: { kind: 'technical', contact: { phone: '138＊＊＊＊5678' }, level: 'core', demo: false },
      events: [{ type: 'filed' }, { type: 'acknowledged', author: { name: '李＊' } }, { type: 'noted' }],
    });
    expect(valueOf(await requests.find(withdrawn!.number))).toMatchObject({
      events: [{ type: 'filed' }, { type: 'withdrawn' }],
    });
    const { promises } = valueOf(await requests.get(acknowledged!.id));
    expect(promises.length).toBeGreaterThan(0);
  });

  it('and waiting reach their receivers, signed with the secret that was kept, each once', async () => {
    const receiver = await startWebhookReceiver();
    onTestFinished(() => receiver.close());
    const stick = temporaryFolder();
    const data = dataOfRelease();
    leadChannels(data, { stick, desk: receiver.url });
    const app = await openOn(data);
    const requests = await app.requests();
    expect(valueOf(await requests.retry(null, never))).toMatchObject({ waiting: 0 });
    await requests.retry(null, never);
    const titles = ([...receiver.taken.values()] as ServiceMessage[]).map((message) =>
      message.type === 'request' ? message.request.title : message.type,
    );
    expect(titles).toHaveLength(2);
    expect(titles).toContain('New teacher');
    // The stick had the other ones already.
    expect(readdirSync(stick)).toHaveLength(1);
    expect(valueOf(await requests.list(10)).every((request) => isReadable(request) && request.delivered)).toBe(true);
    expect(await requests.problems()).toEqual([]);
  });

  it('go on: news of the desk, a note, and a draft that is filed', async () => {
    const { app } = await upgraded();
    const requests = await app.requests();
    const news = bytesOfRelease('status-updates.signed.json');
    expect(valueOf(await requests.importFile(news))).toEqual({ taken: 1, known: 0, refused: [] });
    expect(valueOf(await requests.importFile(news))).toEqual({ taken: 0, known: 1, refused: [] });
    const waiting = valueOf(await requests.list(10)).find((one) => isReadable(one) && one.title === 'New teacher')!;
    const note = { type: 'noted', text: 'Tuesday suits', satisfaction: null } as const;
    const { seal } = valueOf(await requests.previewEvent(waiting.id, note));
    expect(valueOf(await requests.addEvent(waiting.id, note, seal))).toMatchObject({
      state: 'acknowledged',
      events: [{ type: 'filed' }, { type: 'acknowledged' }, { type: 'noted' }],
    });

    const [draft] = valueOf(await requests.drafts());
    expect(draft).toMatchObject({ kind: 'technical', contact: null });
    const preview = valueOf(await requests.preview(draft!));
    expect(preview.channels.map(({ id }) => id)).toEqual(['stick', 'desk']);
    expect(valueOf(await requests.file(draft!, preview.seal))).toMatchObject({ state: 'filed' });
    expect(valueOf(await requests.drafts())).toEqual([]);
    expect(await requests.examine()).toBeNull();
  });
});

describe('the form that a school edited under release 0.3.0', () => {
  it('is still the one that is filled', async () => {
    const { app } = await upgraded();
    const requests = await app.requests();
    const [newest] = valueOf(await requests.list(1));
    const { base64 } = valueOf(await requests.document(newest!.id, 'request-form', 'docx', never));
    const document = readPackage(Buffer.from(base64, 'base64')).get('word/document.xml')!;
    const text = Buffer.from(document)
      .toString()
      .replaceAll(/<[^>]*>/g, ' ');
    expect(text).toContain('Model School: On-site Service Request Form');
    expect(text).toContain(newest!.number);
    expect(text).not.toMatch(/[{}]/);
  });
});

describe('inspections of release 0.3.0', () => {
  it('are listed in their states; the signed one agrees with its record and makes its documents again', async () => {
    const { app } = await upgraded();
    const inspections = await app.inspections();
    const listed = valueOf(await inspections.list()).filter(isReadable);
    expect(listed.map(({ state, period }) => [state, period.kind])).toEqual([
      ['open', 'on-request'],
      ['abandoned', 'semi-annual'],
      ['signed', 'quarterly'],
    ]);
    expect(valueOf(await inspections.get(listed[1]!.id))).toMatchObject({ header: { state: 'abandoned' } });
    const { id } = listed[2]!;
    const { report, record } = valueOf(await inspections.report(id));
    expect(record).toMatchObject({
      problem: null,
      position: 1,
      signatures: [{ name: '张三', method: 'drawn' }, { name: '王老师' }],
      supplements: [{ author: '张三' }],
      qr: bytesOfRelease('reports/qr.txt').toString(),
    });
    // What was “not inspected: not applicable” then is shown as not applicable, with the counts that were signed.
    expect(report.schema).toBe('vrlab.inspection-report/1');
    const results = report.sections.flatMap(({ items }) => items.flatMap(({ cells }) => cells.map(resultOf)));
    const notApplicable = results.filter((result) => result?.outcome === 'not-applicable');
    expect(notApplicable.length).toBeGreaterThan(0);
    expect(notApplicable).toHaveLength(report.counts.notApplicable);
    expect(countsOf(results)).toEqual(report.counts);
    expect(valueOf(await inspections.rectification(id))).toMatchObject({
      counts: { problems: report.problems.length, open: report.problems.length },
    });
    expect(valueOf(await inspections.photo(id, report.photos[0]!.id)).base64).toBe(SMALL_JPEG.toString('base64'));
    const session = valueOf(await inspections.get(id));
    expect(session.stations.map(({ seat }) => seat)).toEqual(['01', '02']);
    expect(session.books?.rows).toHaveLength(2);
    expect(session.problems.some(({ request }) => request !== null)).toBe(true);
    for (const [format, language] of [['docx'], ['docx', 'en'], ['xlsx'], ['xlsx', 'en'], ['json']] as const) {
      const file = valueOf(await inspections.document(id, format, never, language));
      const handed = { name: file.fileName, bytes: Buffer.from(file.base64, 'base64') };
      expect(valueOf(await inspections.verify(handed))).toMatchObject({ outcome: 'genuine', database: 'agrees' });
    }
    expect(valueOf(await inspections.addSupplement(id, { author: '张三', text: 'Seen again' }))).toMatchObject({
      supplements: [{ position: 2 }, { position: 3 }],
    });
  });

  it('and open go on to a signed report', async () => {
    const { app } = await upgraded();
    const inspections = await app.inspections();
    const { id } = valueOf(await inspections.list()).find(({ state }) => state === 'open')!;
    const before = valueOf(await inspections.get(id));
    const answered = before.cells.filter(({ answer }) => answer !== null);
    expect(answered.map(({ answer }) => answer!.outcome)).toEqual(['abnormal', 'normal']);
    expect(before).toMatchObject({ photos: [{ item: answered[0]!.item }], books: { rows: [{}, {}] } });
    expect(before.stations.map(({ seat, reading }) => [seat, reading?.source])).toEqual([
      ['01', 'here'],
      ['03', undefined],
    ]);

    const bundle = { name: 'seat-03.vrlab-station', bytes: bytesOfRelease('seat-03.vrlab-station') };
    expect(valueOf(await inspections.takeBundle(id, bundle))).toMatchObject({ result: 'taken', seat: '03' });
    expect(valueOf(await inspections.takeBundle(id, bundle))).toMatchObject({ result: 'known' });
    valueOf(await inspections.addPhoto(id, answered[0]!.item, 'lab', SMALL_JPEG));
    const { item } = valueOf(await inspections.get(id)).cells.find(
      ({ automatic, answer, subject }) => automatic === null && answer === null && subject === 'lab',
    )!;
    valueOf(await inspections.answer(id, item, 'lab', { outcome: 'normal', reason: null, value: null, note: '' }));
    const signed = { rest: 'no-access', decided: null, reason: '', signer: '张三' } as const;
    expect(valueOf(await inspections.finish(id, signed))).toMatchObject({ position: 3, problem: null });
    expect(valueOf(await inspections.get(id))).toMatchObject({ header: { state: 'signed' }, counts: { open: 0 } });
    expect(await inspections.examine()).toBeNull();
    expect((await app.about()).problems).toEqual([]);
  });
});

describe('the mark of signed inspections', () => {
  it('is read as release 0.3.0 wrote it, and written under its own name from the next record on', async () => {
    const { data, app } = await upgraded();
    const file = inspectionMarkFileIn(data);
    const written = () => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    const old = written();
    expect(old).toMatchObject({ schema: 'vrlab.request-mark/1', events: 2, requests: 1, loss: null });
    expect(inspectionMarkIn(data).read()).toEqual({ events: 2, subjects: 1, hash: old['hash'], loss: null });

    const inspections = await app.inspections();
    expect(await inspections.problem()).toBeNull();
    expect(written()).toEqual(old);
    const { id } = valueOf(await inspections.list()).find(({ state }) => state === 'signed')!;
    valueOf(await inspections.addSupplement(id, { author: '张三', text: 'Seen again' }));
    const mark = { schema: 'vrlab.inspection-mark/1', records: 3, reports: 1, loss: null };
    expect(written()).toEqual({ ...mark, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(inspectionMarkIn(data).read()).toMatchObject({ events: 3, subjects: 1 });
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('of release 0.3.0 still finds what is missing, and keeps it in the new form until somebody knows it', async () => {
    const data = dataOfRelease();
    const database = new Sqlite(databaseFileIn(data));
    const guards = database.prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'inspection_records'",
    );
    for (const name of guards.pluck().all()) database.exec(`DROP TRIGGER ${name}`);
    database.exec('DELETE FROM inspection_records WHERE position = 2');
    database.close();
    const missing = { code: 'inspection-records-missing', params: { events: 1, requests: 0 } };
    const first = await openOn(data);
    expect(await (await first.inspections()).problem()).toMatchObject(missing);
    await first.close();
    expect(JSON.parse(readFileSync(inspectionMarkFileIn(data), 'utf8'))).toMatchObject({
      schema: 'vrlab.inspection-mark/1',
      loss: { records: 1, reports: 0, differs: false },
    });

    const app = await openOn(data);
    const inspections = await app.inspections();
    expect(await inspections.problem()).toMatchObject(missing);
    valueOf(await inspections.acceptLoss());
    expect(await inspections.problem()).toBeNull();
    expect(inspectionMarkIn(data).read()).toMatchObject({ loss: null });
  });
});

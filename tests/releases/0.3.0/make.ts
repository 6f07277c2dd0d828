// Wrote everything beside it, with the program of release 0.3.0. Runs in a checkout of that commit only; README.md says how.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { App } from '../../../src/core/app.ts';
import { writeArchive } from '../../../src/core/inspections/archive/write-archive.ts';
import { civilDateOf } from '../../../src/shared/beijing-time.ts';
import type { Answer } from '../../../src/shared/domain/inspection/cell.ts';
import type { InspectionKind } from '../../../src/shared/domain/inspection/inspection-terms.ts';
import type { FileToKeep } from '../../../src/shared/domain/request-record.ts';
import { fail } from '../../../src/shared/domain/result.ts';
import type { RequestDraft } from '../../../src/shared/domain/service-request.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { INSPECTION_TEXTS } from '../../../src/shared/locales/inspections.ts';
import { createWording } from '../../../src/shared/wording.ts';
import { SMALL_JPEG } from '../../support/jpeg.ts';
import { changedDocument } from '../../support/zip-file.ts';
import { worldFile } from '../../worlds/generator/world-folders.ts';
import {
  DATA,
  DEMO_KEYS,
  DRAFT,
  EMBEDDED,
  LAB,
  OWN,
  ROOT,
  STICK,
  check,
  never,
  pcLike,
  setUp,
  signedNews,
  stationOf,
  valueOf,
  vrlab,
  vrlabPublish,
} from './program-of-0.3.0.ts';

const OUT = import.meta.dirname;

const inOut = (name: string): string => {
  const file = path.join(OUT, name);
  mkdirSync(path.dirname(file), { recursive: true });
  return file;
};
const keep = (name: string, { base64 }: FileToKeep): void => writeFileSync(inOut(name), Buffer.from(base64, 'base64'));

const answer = (outcome: Answer['outcome'], more: Partial<Answer> = {}): Answer => ({
  outcome,
  reason: null,
  value: null,
  note: '',
  ...more,
});

const BOOKS = [
  '类别,型号,序列号,资产编号,位置,数量',
  '头显,Valve Index,LHR-20260301,GD-001,VR 教室 301,1',
  '头显,Valve Index,LHR-99999999,GD-002,VR 教室 301,1',
].join('\n');

/** The signed file of another seat of the lab, made on a PC of its own. */
async function bundleOf(seat: string): Promise<{ name: string; bytes: Buffer }> {
  const folder = path.join(LAB, `seat-${seat}`);
  mkdirSync(folder);
  const app = await pcLike(`lab-seat-${seat}`, folder);
  valueOf(await app.saveStation(stationOf(`lab-seat-${seat}`)));
  const file = valueOf(await (await app.inspections()).bundle(never));
  await app.close();
  return { name: file.fileName, bytes: Buffer.from(file.base64, 'base64') };
}

async function begin(app: App, kind: InspectionKind, inspector: string): Promise<string> {
  const last = (await Array.fromAsync((await app.inspections()).start(kind, inspector, never))).at(-1);
  if (last?.type !== 'finished') throw new Error(JSON.stringify(last));
  return last.session.header.id;
}

/** First items a person answers about the lab. */
async function openItems(app: App, id: string): Promise<string[]> {
  const { cells } = valueOf(await (await app.inspections()).get(id));
  return cells
    .filter(({ subject, automatic, answer: given }) => subject === 'lab' && !automatic && !given)
    .map(({ item }) => item);
}

async function file(app: App, changes: Partial<RequestDraft>, run: string | null): Promise<string> {
  const requests = await app.requests();
  const draft = {
    ...valueOf(await requests.draft({ run, check: null, kind: run === null ? 'training' : 'technical' })),
    ...changes,
  };
  const { seal } = valueOf(await requests.preview(draft));
  return valueOf(await requests.file(draft, seal)).request.id;
}

async function happened(app: App, id: string, type: 'withdrawn' | 'noted', text: string): Promise<void> {
  const requests = await app.requests();
  const event = { type, text, satisfaction: null };
  const { seal } = valueOf(await requests.previewEvent(id, event));
  valueOf(await requests.addEvent(id, event, seal));
}

/** One version above the embedded one. */
function installNewerPublication(): void {
  const published = path.join(LAB, 'published');
  cpSync(EMBEDDED, published, { recursive: true });
  vrlabPublish('sign', DRAFT, '--keys', DEMO_KEYS, '--out', published);
  vrlab('publication', 'install', published, '--data', DATA);
}

/** A PC whose school has set a root of its own. */
function setOwnRoot(): void {
  const [keys, draft, stick] = ['own-keys', 'own-draft', 'own-stick'].map((name) => path.join(LAB, name)) as [
    string,
    string,
    string,
  ];
  cpSync(DRAFT, draft, { recursive: true });
  const about = path.join(draft, 'publication.json');
  writeFileSync(about, readFileSync(about, 'utf8').replace('"demo": true', '"demo": false'));
  const policyFile = path.join(draft, 'policy.json');
  const key = Buffer.alloc(32, 7).toString('base64');
  const policy = { faultCodes: { keys: [{ id: 'own', key, since: '2026-01-01' }] }, deskKeys: [] };
  writeFileSync(policyFile, JSON.stringify({ ...(JSON.parse(readFileSync(policyFile, 'utf8')) as object), ...policy }));
  const printed = vrlabPublish('init', keys, '--lang', 'en');
  const fingerprint = /Root fingerprint: ([0-9a-f-]{71})/.exec(printed)![1]!;
  vrlabPublish('sign', draft, '--keys', keys, '--out', stick);
  vrlab('publication', 'trust', stick, '--fingerprint', fingerprint, '--data', OWN);
}

/** The month in order, on a PC without a browser: its reports are Word files, a tenth of the size. */
async function archive(): Promise<void> {
  const app = await pcLike('lab-seat-01', DATA, { print: () => Promise.resolve(fail('no-printer')) });
  const [inspections, requests] = [await app.inspections(), await app.requests()];
  const wording = createWording(createI18n('en', INSPECTION_TEXTS), 'en', app.guide());
  const now = new Date();
  const month = civilDateOf(now).slice(0, 7);
  const teacher = valueOf(await app.teacher());
  valueOf(await writeArchive({ month, folder: inOut('archive'), inspections, requests, teacher, wording, now }, never));
  await app.close();
}

/** A form as a school has edited it. */
function editForm(): void {
  const title = 'On-site Service Request Form';
  const form = readFileSync(path.join(ROOT, 'resources/templates/en/request-form.docx'));
  const edited = changedDocument(form, {
    'word/document.xml': (text) => text.replace(title, `Model School: ${title}`),
  });
  const folder = path.join(DATA, 'templates/en');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'request-form.docx'), edited);
}

/** A run that waits beside the database, as one that was made while the database could not be used. */
async function runBeside(): Promise<void> {
  const folder = path.join(LAB, 'no-database');
  mkdirSync(path.join(folder, 'vrlab.sqlite'), { recursive: true });
  const app = await pcLike('lab-seat-01', folder);
  valueOf(await app.saveStation(stationOf('lab-seat-01')));
  await check(app);
  await app.close();
  renameSync(path.join(folder, 'runs-beside-database'), path.join(DATA, 'runs-beside-database'));
}

/** One that was carried, answered and noted; one that was withdrawn; one that waits for a receiver; a draft. */
async function makeRequests(): Promise<void> {
  await setUp({ id: 'stick', title: 'Stick', enabled: true, kind: 'folder', folder: STICK }, undefined);
  const app = await pcLike('index-usb2', DATA);
  const bad = await check(app);
  const requests = await app.requests();
  const answered = await file(app, {}, bad);
  valueOf(await requests.retry(null, never));
  valueOf(
    await requests.importFile(
      readFileSync(signedNews('news-1', answered, '01KBA0000000000000000000A1', 'acknowledged')),
    ),
  );
  await happened(app, answered, 'noted', 'Also at seat 02');
  const withdrawn = await file(app, { title: 'Ordered by mistake' }, null);
  await happened(app, withdrawn, 'withdrawn', '');
  valueOf(await requests.retry(null, never));
  const secret = `whsec_${Buffer.from('a secret of thirty-two bytes !!!').toString('base64')}`;
  await setUp(
    { id: 'desk', title: 'Service desk', enabled: true, kind: 'webhook', url: 'http://127.0.0.1:9/requests' },
    { secret },
  );
  const waiting = await file(app, { title: 'New teacher', description: 'Two lessons' }, null);
  await requests.retry(null, never);
  valueOf(
    await requests.keepDraft({
      ...valueOf(await requests.draft({ run: bad, check: null, kind: 'technical' })),
      contact: null,
    }),
  );
  keep('request.signed.json', valueOf(await requests.exportFile(waiting)));
  cpSync(
    signedNews('news-2', waiting, '01KBA0000000000000000000B1', 'acknowledged'),
    inOut('status-updates.signed.json'),
  );
  await app.close();
}

/** One signed with a supplement, one abandoned, one under way. */
async function makeInspections(): Promise<void> {
  const app = await pcLike('lab-seat-01', DATA);
  const inspections = await app.inspections();
  const [second, third] = [await bundleOf('02'), await bundleOf('03')];
  const signed = await begin(app, 'quarterly', '张三');
  valueOf(await inspections.takeBundle(signed, second));
  valueOf(await inspections.takeBooks(signed, { name: '台账.csv', bytes: Buffer.from(BOOKS) }));
  const [first, next] = (await openItems(app, signed)) as [string, string];
  valueOf(await inspections.answer(signed, first, 'lab', answer('abnormal', { note: '讲台下插排发热' })));
  valueOf(await inspections.addPhoto(signed, first, 'lab', SMALL_JPEG));
  valueOf(await inspections.answer(signed, next, 'lab', answer('not-inspected', { reason: 'device-absent' })));
  valueOf(await inspections.decideProblem(signed, { item: first, owner: 'school-it' }));
  const draft = valueOf(await inspections.draftRequest(signed, first));
  const preview = valueOf(await (await app.requests()).preview(draft));
  valueOf(
    await inspections.linkRequest(
      signed,
      first,
      valueOf(await (await app.requests()).file(draft, preview.seal)).request.id,
    ),
  );
  for (const subject of ['lab', 'seat:01', 'seat:02'])
    valueOf(await inspections.answerOpen(signed, { item: null, subject }, answer('normal')));
  const { notes } = valueOf(await inspections.get(signed));
  valueOf(
    await inspections.saveNotes(signed, {
      ...notes,
      schoolPerson: '王老师',
      conclusion: { decided: 'rectify', reason: 'By hand' },
    }),
  );
  valueOf(
    await inspections.sign(signed, valueOf(await inspections.report(signed)).seal, [
      { role: 'inspector', name: '张三', method: 'drawn', strokes: 'M 10 20 L 300 120 L 500 60' },
      { role: 'school', name: '王老师', method: 'paper', strokes: null },
    ]),
  );
  for (const format of ['pdf', 'docx', 'xlsx', 'json'] as const)
    keep(`reports/report.${format}`, valueOf(await inspections.document(signed, format, never)));
  writeFileSync(inOut('reports/qr.txt'), valueOf(await inspections.report(signed)).record!.qr);
  valueOf(await inspections.addSupplement(signed, { author: '张三', text: 'Seat 02 was repaired' }));

  const abandoned = await begin(app, 'semi-annual', '李四');
  valueOf(await inspections.abandon(abandoned, 'Power cut'));

  const open = await begin(app, 'on-request', '张三');
  const [one, two] = (await openItems(app, open)) as [string, string];
  valueOf(await inspections.answer(open, one, 'lab', answer('abnormal', { note: 'Cracked' })));
  valueOf(await inspections.addPhoto(open, one, 'lab', SMALL_JPEG));
  valueOf(await inspections.answer(open, two, 'lab', answer('normal')));
  valueOf(await inspections.takeBooks(open, { name: '台账.csv', bytes: Buffer.from(BOOKS) }));
  valueOf(await inspections.addSeat(open, '03'));
  writeFileSync(inOut('seat-03.vrlab-station'), third.bytes);
  keep('plan.ics', valueOf(await inspections.planFile()));
  await app.close();
}

async function make(): Promise<void> {
  rmSync(LAB, { recursive: true, force: true });
  rmSync(path.join(OUT, 'archive'), { recursive: true, force: true });
  for (const folder of [DATA, STICK, OWN]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  installNewerPublication();
  const app = await pcLike('lab-seat-01', DATA);
  valueOf(await app.saveStation(stationOf('lab-seat-01')));
  const contact = { name: '王老师', phone: '13812345678' };
  valueOf(
    await app.saveTeacher({
      schema: 'vrlab.teacher/1',
      contact,
      level: 'core',
      uses: [],
      subject: '物理',
      stage: '高中',
    }),
  );
  await app.setLanguage('en');
  writeFileSync(path.join(DATA, 'retention.json'), JSON.stringify({ schema: 'vrlab.retention/1', runsYears: 4 }));
  await check(app);
  await app.close();

  await makeRequests();
  await makeInspections();

  // A demonstration beside it, a run beside the database, what is put in order and what is carried elsewhere.
  vrlab('check', '--world', worldFile('index-usb2', '.'), '--data', DATA);
  await archive();
  vrlab(
    'check',
    '--world',
    worldFile('win-steamvr-old', '.'),
    '--data',
    path.join(LAB, 'elsewhere'),
    '--save-snapshot',
    inOut('snapshot.json'),
  );
  const report = vrlab('check', '--snapshot', inOut('snapshot.json'), '--data', path.join(LAB, 'elsewhere'), '--json');
  const { verdict, findings } = JSON.parse(report) as {
    verdict: string;
    findings: { check: string; outcome: string; causeId: string | null }[];
  };
  const judged = {
    verdict,
    findings: findings.map(({ check: id, outcome, causeId }) => ({ check: id, outcome, causeId })),
  };
  writeFileSync(inOut('snapshot-judged.json'), `${JSON.stringify(judged, null, 1)}\n`);
  setOwnRoot();
  await runBeside();
  editForm();

  for (const [from, to] of [
    [DATA, 'data'],
    [OWN, 'own-root'],
    [EMBEDDED, 'publication'],
  ] as const) {
    rmSync(path.join(OUT, to), { recursive: true, force: true });
    // What SQLite keeps beside a database that was last read, not written.
    const filter = (file: string) => !/-(shm|wal)$/.test(file);
    for (const wal of readdirSync(from).filter((name) => name.endsWith('-wal')))
      if (statSync(path.join(from, wal)).size > 0) throw new Error(`${wal} is not empty`);
    cpSync(from, inOut(to), { recursive: true, filter });
  }
  // Its six other files are the targets of the publication, byte for byte.
  cpSync(path.join(DRAFT, 'publication.json'), inOut('publication-draft/publication.json'));
  if (!existsSync(STICK) || readdirSync(STICK).length === 0) throw new Error('nothing was carried');
  rmSync(LAB, { recursive: true, force: true });
}

await make();

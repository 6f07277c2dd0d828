import type { HandedFile, Inspections } from '../../src/core/inspections/inspections.ts';
import { formatInstant } from '../../src/shared/beijing-time.ts';
import type { Problem } from '../../src/shared/domain/problem.ts';
import { fail, type Result, succeed } from '../../src/shared/domain/result.ts';
import { type Cell, resultOf } from '../../src/shared/domain/inspection/cell.ts';
import { itemsOf } from '../../src/shared/domain/inspection/checklist.ts';
import type { InspectionProblem, ProblemDecision } from '../../src/shared/domain/inspection/inspection-problem.ts';
import type { InspectionRecord } from '../../src/shared/domain/inspection/inspection-record.ts';
import type {
  InspectionSession,
  InspectionSummary,
  Touched,
} from '../../src/shared/domain/inspection/inspection-session.ts';
import { seatOfSubject } from '../../src/shared/domain/inspection/inspection-terms.ts';
import { countsOf } from '../../src/shared/domain/inspection/statistics.ts';
import { file, PLAN, recordOf, reportOf, sealOf } from './inspection-double-report.ts';
import { cellsFor, sampleSession, stationAt } from './inspection-session-samples.ts';
import { draft, ulidOf } from './requests.ts';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const now = () => formatInstant(new Date());

interface Kept {
  session: InspectionSession;
  decisions: Map<string, ProblemDecision>;
  requests: Map<string, { id: string; number: string }>;
  photos: Map<string, Uint8Array>;
  record: InspectionRecord | null;
  photoCount: number;
}

/** Prints the report of the double. */
export type PrintReport = (html: string, signal: AbortSignal) => Promise<Result<Uint8Array>>;

/** Inspections in memory: as much of their rules as a screen can notice, for looking at the screens without the core. */
export class InspectionDouble implements Inspections {
  problem = () => Promise.resolve(null);
  examine = () => Promise.resolve(null);
  acceptLoss = () => Promise.resolve(succeed(undefined));
  /** Answered once in the place of the next touch. */
  nextTouchFails: Problem | null = null;
  readonly kept = new Map<string, Kept>();
  readonly #print: PrintReport;

  constructor(sessions: readonly InspectionSession[], print: PrintReport) {
    this.#print = print;
    for (const session of sessions) this.#keep(session);
  }

  #keep(session: InspectionSession): void {
    this.kept.set(session.header.id, {
      session,
      decisions: new Map(),
      requests: new Map(),
      photos: new Map(),
      record: null,
      photoCount: 0,
    });
  }

  #get(id: string): Kept {
    const kept = this.kept.get(id);
    if (kept === undefined) throw new Error(`no inspection ${id}`);
    return kept;
  }

  #problems({ session, decisions, requests }: Kept): InspectionProblem[] {
    return itemsOf(session.checklist)
      .map((item) => ({
        item,
        cells: session.cells.filter((cell) => cell.item === item.id && resultOf(cell)?.outcome === 'abnormal'),
      }))
      .filter(({ cells }) => cells.length > 0)
      .map(({ item, cells }, at) => {
        const decision = decisions.get(item.id);
        return {
          no: at + 1,
          item: item.id,
          text: item.text,
          severity: item.severity,
          subjects: cells.map(({ subject }) => subject),
          found: cells.map(({ subject, automatic, answer }) => ({
            subject,
            said: answer?.note
              ? both(answer.note, answer.note)
              : (automatic?.findings[0]?.said ?? both('异常', 'abnormal')),
          })),
          impact: both('部分课程受影响', 'Some lessons suffer'),
          action:
            decision?.action === undefined
              ? both('请升级或维修。', 'Update or repair it.')
              : both(decision.action, decision.action),
          owner: decision?.owner ?? item.owner,
          deadline: decision?.deadline ?? '2026-12-22',
          since: 'new' as const,
          request: requests.get(item.id) ?? null,
        };
      });
  }

  #renew(kept: Kept, cells: readonly Cell[]): Touched {
    kept.session = {
      ...kept.session,
      cells: [...cells],
      counts: countsOf(cells.map(resultOf)),
      savedAt: now(),
    };
    kept.session = { ...kept.session, problems: this.#problems(kept) };
    const { problems, counts, savedAt, photos } = kept.session;
    return { cells: [], photos, problems, counts, savedAt };
  }

  #change(id: string, fits: (cell: Cell) => boolean, change: (cell: Cell) => Cell): Result<Touched> {
    if (this.nextTouchFails !== null) {
      const problem = this.nextTouchFails;
      this.nextTouchFails = null;
      return { ok: false, problem };
    }
    const kept = this.#get(id);
    const changed: Cell[] = [];
    const cells = kept.session.cells.map((cell) => {
      if (!fits(cell)) return cell;
      const renewed = change(cell);
      changed.push(renewed);
      return renewed;
    });
    return succeed({ ...this.#renew(kept, cells), cells: changed });
  }

  #summary({ session: { header, savedAt, counts, stations, notes } }: Kept): InspectionSummary {
    return { ...header, savedAt, counts, seats: stations.length, decided: notes.conclusion?.decided ?? null };
  }

  list = () => Promise.resolve(succeed([...this.kept.values()].map((kept) => this.#summary(kept)).toReversed()));
  get = (id: string) => Promise.resolve(succeed(this.#get(id).session));
  find: Inspections['find'] = (named) => Promise.resolve(succeed(this.#summary(this.#get(named))));

  start: Inspections['start'] = async function* (
    this: InspectionDouble,
    kind: InspectionSession['header']['period']['kind'],
    inspector: string,
    signal: AbortSignal,
  ) {
    for (const probe of ['usb', 'hid', 'host', 'runtimes', 'software'] as const) {
      yield { type: 'probe' as const, probe, state: 'started' as const };
      await new Promise((resolve) => setTimeout(resolve, 60));
      if (signal.aborted) return;
      yield { type: 'probe' as const, probe, state: 'ok' as const };
    }
    const session = sampleSession(this.kept.size + 1);
    session.header.period.kind = kind;
    if (inspector !== '') session.notes.inspectors = [inspector];
    this.#keep(session);
    this.#renew(this.#get(session.header.id), session.cells);
    yield { type: 'finished' as const, session: this.#get(session.header.id).session };
  }.bind(this);

  readAgain: Inspections['readAgain'] = async function* (this: InspectionDouble, id: string) {
    yield { type: 'probe' as const, probe: 'usb' as const, state: 'started' as const };
    await Promise.resolve();
    yield { type: 'finished' as const, session: this.#get(id).session };
  }.bind(this);

  answer: Inspections['answer'] = (id, item, subject, answer) =>
    Promise.resolve(
      this.#change(
        id,
        (cell) => cell.item === item && cell.subject === subject,
        (cell) => ({ ...cell, answer: answer === null ? null : { ...answer, at: now() } }),
      ),
    );
  answerOpen: Inspections['answerOpen'] = (id, { item, subject }, answer) =>
    Promise.resolve(
      this.#change(
        id,
        (cell) =>
          resultOf(cell) === null &&
          (item === null || cell.item === item) &&
          (subject === null || cell.subject === subject),
        (cell) => ({ ...cell, answer: { ...answer, at: now() } }),
      ),
    );
  addPhoto: Inspections['addPhoto'] = (id, item, subject, jpeg) => {
    const kept = this.#get(id);
    const photo = ulidOf(900 + (kept.photoCount += 1));
    kept.photos.set(photo, jpeg);
    return Promise.resolve(
      this.#change(
        id,
        (cell) => cell.item === item && cell.subject === subject,
        (cell) => ({ ...cell, photos: [...cell.photos, photo] }),
      ),
    );
  };
  photo: Inspections['photo'] = (id, photo) =>
    Promise.resolve(
      succeed({
        fileName: `${photo}.jpg`,
        mediaType: 'image/jpeg',
        base64: Buffer.from(this.#get(id).photos.get(photo) ?? []).toString('base64'),
      }),
    );
  removePhoto: Inspections['removePhoto'] = (id, photo) =>
    Promise.resolve(
      this.#change(
        id,
        (cell) => cell.photos.includes(photo),
        (cell) => ({ ...cell, photos: cell.photos.filter((one) => one !== photo) }),
      ),
    );
  saveNotes: Inspections['saveNotes'] = (id, notes) => {
    const kept = this.#get(id);
    kept.session = { ...kept.session, notes };
    return Promise.resolve(succeed(notes));
  };
  decideProblem: Inspections['decideProblem'] = (id, decision) => {
    const { decisions } = this.#get(id);
    decisions.set(decision.item, { ...decisions.get(decision.item), ...decision });
    return Promise.resolve(
      this.#change(
        id,
        () => false,
        (cell) => cell,
      ),
    );
  };
  addSeat: Inspections['addSeat'] = (id, seat) => {
    const kept = this.#get(id);
    if (kept.session.stations.some((one) => one.seat === seat))
      return Promise.resolve(fail('unexpected', { detail: 'known' }));
    const added = { seat, reading: null };
    kept.session = { ...kept.session, stations: [...kept.session.stations, added] };
    const own = cellsFor(kept.session.checklist, [added]).filter((cell) => seatOfSubject(cell.subject) !== null);
    this.#renew(kept, [...kept.session.cells, ...own]);
    return Promise.resolve(succeed(kept.session));
  };
  removeSeat: Inspections['removeSeat'] = (id, seat) => {
    const kept = this.#get(id);
    kept.session = { ...kept.session, stations: kept.session.stations.filter((one) => one.seat !== seat) };
    this.#renew(
      kept,
      kept.session.cells.filter((cell) => seatOfSubject(cell.subject) !== seat),
    );
    return Promise.resolve(succeed(kept.session));
  };
  draftRequest: Inspections['draftRequest'] = (id, item) => {
    const problem = this.#get(id).session.problems.find((one) => one.item === item)!;
    return Promise.resolve(
      succeed(
        draft({
          id: ulidOf(700 + problem.no),
          title: problem.text['zh-CN'],
          contact: null,
          description: problem.found[0]!.said['zh-CN'],
        }),
      ),
    );
  };
  linkRequest: Inspections['linkRequest'] = (id, item, request) => {
    this.#get(id).requests.set(item, { id: request, number: `VR-261122-${request.slice(-6)}` });
    return Promise.resolve(
      this.#change(
        id,
        () => false,
        (cell) => cell,
      ),
    );
  };
  abandon: Inspections['abandon'] = (id) => {
    const kept = this.#get(id);
    kept.session = { ...kept.session, header: { ...kept.session.header, state: 'abandoned' } };
    return Promise.resolve(succeed(this.#summary(kept)));
  };

  takeBundle: Inspections['takeBundle'] = (id, { name, bytes }) => {
    const kept = this.#get(id);
    const position = kept.session.stations.findIndex(({ reading }) => reading === null);
    if (bytes.length < 5 || position < 0) return Promise.resolve(fail('signed-file-altered', { file: name }));
    const stations = kept.session.stations.with(position, {
      ...stationAt(position),
      seat: kept.session.stations[position]!.seat,
    });
    const filled = cellsFor(kept.session.checklist, stations);
    kept.session = { ...kept.session, stations };
    this.#renew(
      kept,
      kept.session.cells.map((cell) => ({
        ...cell,
        automatic: filled.find((one) => one.item === cell.item && one.subject === cell.subject)?.automatic ?? null,
      })),
    );
    const { seat } = stations[position]!;
    return Promise.resolve(succeed({ result: 'taken', seat, marks: ['not-fresh'], session: kept.session }));
  };
  bundle = () => Promise.resolve(succeed(file('station-03.vrlab.json', 'application/json', '{}')));
  takeBooks: Inspections['takeBooks'] = (id, { name }) => {
    const kept = this.#get(id);
    const row = { category: '头戴显示设备', place: 'VR 教室 1', expected: 5, found: 5, seats: ['01', '02'] };
    kept.session = {
      ...kept.session,
      books: {
        fileName: name,
        sha256: 'cd'.repeat(32),
        importedAt: now(),
        rows: [],
        skipped: [{ line: 9, code: 'x' }],
      },
      equipment: [
        {
          ...row,
          model: 'Valve Index',
          assetNumber: 'ZC-2024-001',
          serialInBooks: 'LHR-00000001',
          serialFound: 'LHR-00000001',
          state: 'agrees',
        },
        {
          ...row,
          model: 'Valve Index',
          assetNumber: 'ZC-2024-002',
          serialInBooks: 'LHR-00000009',
          serialFound: 'LHR-00000002',
          state: 'serial-differs',
        },
        {
          ...row,
          model: 'HTC VIVE',
          assetNumber: 'ZC-2019-014',
          serialInBooks: 'FA000000',
          serialFound: '',
          found: 0,
          seats: [],
          state: 'missing',
        },
      ],
    };
    return Promise.resolve(succeed(kept.session));
  };
  removeBooks: Inspections['removeBooks'] = (id) => {
    const kept = this.#get(id);
    kept.session = { ...kept.session, books: null, equipment: [] };
    return Promise.resolve(succeed(kept.session));
  };

  report: Inspections['report'] = (id) => {
    const kept = this.#get(id);
    const report = reportOf(kept.session);
    return Promise.resolve(succeed({ report, seal: sealOf(report), record: kept.record }));
  };
  sign: Inspections['sign'] = (id, seal, signatures) => {
    const kept = this.#get(id);
    if (seal !== sealOf(reportOf(kept.session))) return Promise.resolve(fail('preview-outdated'));
    kept.session = { ...kept.session, header: { ...kept.session.header, state: 'signed' } };
    kept.record = recordOf(kept.session, signatures);
    return Promise.resolve(succeed(kept.record));
  };
  document: Inspections['document'] = async (id, format, signal) => {
    const { session } = this.#get(id);
    const name = `巡检报告-${session.header.number}.${format}`;
    if (format !== 'pdf') return succeed(file(name, 'application/octet-stream', 'made by the double'));
    const page = (at: number) =>
      `<section style="break-after:page"><h1>巡检报告</h1><p>${session.header.number} · 第 ${at} 页 · 𬭎㛃䶮</p></section>`;
    const printed = await this.#print(
      `<!doctype html><meta charset="utf-8"><style>@page{size:A4;margin:20mm}</style>${page(1)}${page(2)}${page(3)}`,
      signal,
    );
    if (!printed.ok) return printed;
    return succeed({
      fileName: name,
      mediaType: 'application/pdf',
      base64: Buffer.from(printed.value).toString('base64'),
    });
  };
  addSupplement: Inspections['addSupplement'] = (id, { author, text }) => {
    const kept = this.#get(id);
    const { supplements } = kept.record!;
    const added = { position: supplements.length + 1, at: now(), author, text, hash: 'ef'.repeat(32) };
    kept.record = { ...kept.record!, supplements: [...supplements, added] };
    return Promise.resolve(succeed(kept.record));
  };
  verify: Inspections['verify'] = ({ name }: HandedFile) =>
    Promise.resolve(
      succeed({
        outcome: name.includes('altered') ? ('altered' as const) : ('genuine' as const),
        format: 'pdf' as const,
        seal: recordOf([...this.kept.values()][0]!.session, []).seal,
        demo: true,
        database: 'agrees' as const,
        signedHere: true,
      }),
    );

  plan = () => Promise.resolve(succeed(PLAN));
  planFile = () => Promise.resolve(succeed(file('plan.ics', 'text/calendar', 'BEGIN:VCALENDAR')));
}

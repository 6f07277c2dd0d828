import Sqlite from 'better-sqlite3';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInspectionSessions } from '../../src/core/inspections/session/sessions.ts';
import type { StationReading } from '../../src/core/records/material.ts';
import { createDatabaseSession } from '../../src/core/store/database-session.ts';
import { createInspectionStore } from '../../src/core/store/inspection-store.ts';
import { type StoredCell, type StoredCells, cellAt } from '../../src/core/store/stored-inspection.ts';
import type { AssetRegister } from '../../src/shared/domain/inspection/lab-equipment.ts';
import { succeed } from '../../src/shared/domain/result.ts';
import { checklistItem, publishing, sessionParts } from '../../tests/support/inspection/inspection-dependencies.ts';
import { run } from '../../tests/support/pc/runs.ts';
import { valueOf } from '../../tests/support/value-of.ts';
import { ROOT } from '../../tests/support/vrlab.ts';
import { type Figure, atMost, known, quantile } from './figure.ts';

/** On the disk of the repository: a temporary folder may be in memory. */
const FOLDER = path.join(ROOT, 'test-artifacts/bench-inspection-autosave');
const TIMES = 200;
const [SEATS, ITEMS, BOOK_ROWS] = [40, 60, 1000];
const AT = '2026-11-22T10:00:00.000+08:00';

/** A touch in a full lab until it is on the disk, beside one commit of as many bytes that SQLite writes through. */
export async function inspectionAutosave(): Promise<Figure[]> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const bare = new Sqlite(path.join(FOLDER, 'bare.sqlite'));
  bare.pragma('journal_mode = WAL');
  bare.pragma('synchronous = FULL');
  bare.exec('CREATE TABLE cells (item TEXT, seat TEXT, cell TEXT, PRIMARY KEY (item, seat)) WITHOUT ROWID');
  const insert = bare.prepare('INSERT OR REPLACE INTO cells VALUES (?, ?, ?)');
  const database = createDatabaseSession(FOLDER);
  const { id, sessions, items } = await fullLab(database);
  const store = createInspectionStore(database);
  const answerOf = (time: number) => ({ outcome: 'abnormal', reason: null, value: null, note: `${time}` }) as const;

  const [commits, saves, touches]: number[][] = [[], [], []];
  for (let time = 0; time < TIMES; time += 1) {
    const [item, seat] = [items[time % items.length]!, time % SEATS];
    const put = (cells: StoredCells): StoredCell => ({
      ...cellAt(cells, item, `seat:${seat}`),
      answer: { ...answerOf(time), at: AT },
    });
    const asMany = JSON.stringify(put(valueOf(await store.get(id)).cells));
    commits!.push(await timed(() => insert.run(item, String(seat), asMany)));
    saves!.push(await timed(() => store.change(id, AT, ({ cells }) => succeed({ cells: [put(cells)] }))));
  }
  for (let time = 0; time < TIMES; time += 1)
    touches!.push(
      await timed(() => sessions.answer(id, items[time % items.length]!, `seat:${time % SEATS}`, answerOf(time))),
    );
  bare.close();
  database.close();
  const [commit, save] = [quantile(commits!, 0.5), quantile(saves!, 0.5)];
  return [
    atMost(`a touch on the disk in a lab of ${SEATS} seats, median, in bare commits`, save / commit, 1.5, 'times'),
    known('a bare commit, median', commit, 'ms'),
    known('a touch with what it changed, median', quantile(touches!, 0.5), 'ms'),
  ];
}

async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** An inspection with readings of all seats, and with books. */
async function fullLab(session: ReturnType<typeof createDatabaseSession>) {
  const checks = ['headset-present', 'headset-complete', 'host-memory', 'gpu-driver'];
  const items = Array.from({ length: ITEMS }, (_, number) =>
    checklistItem(
      number % 2 === 0
        ? { id: `item-${number}` }
        : { id: `item-${number}`, method: { kind: 'automatic', checks: [checks[number % checks.length]!] } },
    ),
  );
  const reading = (seat: string): StationReading => {
    return { seat, run: run(Number(seat) * 1000), source: 'bundle', keyId: 'k', marks: [], takenInAt: AT };
  };
  const sessions = createInspectionSessions({
    ...sessionParts(session, publishing(items)),
    async *check() {
      yield { type: 'finished', run: reading('0').run, keeping: { kept: 'database' } };
    },
  });
  const steps = await Array.fromAsync(sessions.start('quarterly', '', new AbortController().signal));
  const last = steps.at(-1);
  if (last?.type !== 'finished') throw new Error(JSON.stringify(last));
  const { id } = last.session.header;
  for (let seat = 0; seat < SEATS; seat += 1) valueOf(await sessions.open.takeReading(id, reading(String(seat))));
  valueOf(await sessions.open.replaceAssetRegister(id, books()));
  return { id, sessions, items: items.map((item) => item.id) };
}

function books(): AssetRegister {
  const row = { category: '头显', model: 'Valve Index', serial: 'LHR-0000ABCD', place: 'VR 教室 1', quantity: 1 };
  const rows = Array.from({ length: BOOK_ROWS }, (_, at) => ({ ...row, line: at + 2, assetNumber: `GZ-2024-${at}` }));
  return { fileName: 'books.csv', sha256: '0'.repeat(64), importedAt: AT, rows, skipped: [] };
}

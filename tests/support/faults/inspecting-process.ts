// A program that answers one cell after the other and says which are stored, until it is killed.
// node inspecting-process.ts FOLDER ID PROGRAM SEATS FIRST
import { createInspectionStore } from '../../../src/core/store/inspection-store.ts';
import { createDatabaseSession } from '../../../src/core/store/database-session.ts';
import { succeed } from '../../../src/shared/domain/result.ts';
import { noted } from '../inspection/inspection-cells.ts';

const [folder = '', id = '', program = '', seats = '', first = ''] = process.argv.slice(2);
const store = createInspectionStore(createDatabaseSession(folder));
const at = '2026-11-22T10:00:00.000+08:00';
for (let touch = Number(first); ; touch += 1) {
  const seat = String(touch % Number(seats));
  const cell = noted(program, seat, touch, at);
  const kept = await store.change(id, at, () => succeed({ cells: [cell] }));
  process.stdout.write(kept.ok ? `kept ${seat} ${touch}\n` : `refused ${kept.problem.code}\n`);
}

import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { databaseFileIn, openDatabase } from '../../../src/core/store/database.ts';
import { createRunRepository, type RunRepository } from '../../../src/core/store/run-repository.ts';
import { createRunStore } from '../../../src/core/store/run-store.ts';
import { checkRunSchema } from '../../../src/shared/domain/check-run.ts';
import { index } from '../../support/pc/facts.ts';
import { run } from '../../support/pc/runs.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function repository(): Promise<RunRepository> {
  const result = await openDatabase(databaseFileIn(temporaryFolder()));
  if (!result.ok) throw new Error(result.problem.code);
  onTestFinished(() => void result.value.close());
  return createRunRepository(result.value);
}

describe('stored runs', () => {
  it('come back as they were', async () => {
    const runs = await repository();
    const kept = run();
    runs.save(kept);
    expect(checkRunSchema.parse(runs.get(kept.id))).toEqual(kept);
    expect(runs.get('01ARZ3NDEKTSV4RRFFQ69G5FAV')).toBeNull();
  });

  it('are listed newest first, page by page, with their counts', async () => {
    const runs = await repository();
    const all = Array.from({ length: 5 }, (_, number) =>
      run(number * 1000, number === 4 ? index().slice(0, 4) : index()),
    );
    for (const one of all) runs.save(one);
    const [first, ...rest] = runs.list(2);
    expect(first).toMatchObject({ id: all[4]!.id, verdict: 'not-ready', fail: 1, devices: [{ name: 'Valve Index' }] });
    expect(rest.map(({ id }) => id)).toEqual([all[3]!.id]);
    expect(runs.list(10, all[3]!.id).map(({ id }) => id)).toEqual([all[2]!.id, all[1]!.id, all[0]!.id]);
  });

  it('are found by check and outcome', async () => {
    const runs = await repository();
    runs.save(run(0));
    runs.save(run(1000, index().slice(0, 4)));
    const found = runs.findingsOf('headset-usb-speed', 'fail', 10);
    expect(found.map(({ finding }) => finding.cause)).toEqual(['usb2-link']);
  });

  it('never change: saving one again leaves the first', async () => {
    const runs = await repository();
    const kept = run();
    runs.save(kept);
    runs.save({ ...kept, verdict: 'ready', findings: [] });
    expect(runs.get(kept.id)).toEqual(kept);
  });
});

describe('the run store', () => {
  it('keeps a run beside a database it may not use, and takes it in when it may', async () => {
    const folder = temporaryFolder();
    writeFileSync(databaseFileIn(folder), 'no database'.repeat(100));
    const kept = run();
    const store = createRunStore(folder);
    const keeping = await store.save(kept);
    expect(keeping).toMatchObject({ kept: 'side-file', problem: { code: 'database-damaged' } });
    expect(existsSync((keeping as { file: string }).file)).toBe(true);
    expect(await store.problem()).toMatchObject({ code: 'database-damaged' });
    expect(await store.list(10)).toMatchObject({ ok: false });
    store.close();

    writeFileSync(databaseFileIn(folder), '');
    const mended = createRunStore(folder);
    onTestFinished(() => mended.close());
    expect(await mended.get(kept.id)).toEqual({ ok: true, value: kept });
    expect(readdirSync(path.join(folder, 'runs-beside-database'))).toEqual([]);
  });

  it('leaves files alone that are no runs', async () => {
    const folder = temporaryFolder();
    const aside = path.join(folder, 'runs-beside-database');
    mkdirSync(aside);
    writeFileSync(path.join(aside, 'half.json'), '{"id":');
    writeFileSync(path.join(aside, 'other.json'), '{"hello":"world"}');
    const store = createRunStore(folder);
    onTestFinished(() => store.close());
    expect(await store.list(10)).toEqual({ ok: true, value: [] });
    expect(readdirSync(aside).toSorted()).toEqual(['half.json', 'other.json']);
  });

  it('says when a run could not be kept anywhere', async () => {
    const folder = temporaryFolder();
    const blocked = path.join(folder, 'blocked');
    writeFileSync(blocked, 'a file where the folder should be');
    const store = createRunStore(blocked);
    expect(await store.save(run())).toMatchObject({ kept: 'nowhere' });
    expect(await store.get('x')).toMatchObject({ ok: false });
  });

  it('says that a record is not there', async () => {
    const store = createRunStore(temporaryFolder());
    onTestFinished(() => store.close());
    expect(await store.get('01ARZ3NDEKTSV4RRFFQ69G5FAV')).toEqual({
      ok: false,
      problem: { code: 'run-not-found', params: { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV' } },
    });
  });
});

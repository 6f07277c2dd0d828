import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LessonHours } from '../../../src/core/published/lesson-hours.ts';
import { createProgramUpdates, mayDisturb, type ProgramUpdates } from '../../../src/core/updates/program-updates.ts';
import { nextPhase, readUpdateState, type UpdatePhase } from '../../../src/core/updates/update-state.ts';
import { DAY_MS } from '../../../src/shared/beijing-time.ts';
import { folderOfFile, temporaryFolder } from '../../support/temporary-folder.ts';
import { release, UpdatePlace } from '../../support/updates/update-place.ts';
import { TestPublisher } from '../../support/publication/publisher.ts';
import { valueOf } from '../../support/value-of.ts';

const never = new AbortController().signal;
const content = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251));
const FILES = { 'vrlab-setup.exe': content };

function pc(
  place: UpdatePlace,
  {
    version = '0.3.0',
    hours = null,
    now = () => new Date(),
  }: { version?: string; hours?: LessonHours | null; now?: () => Date } = {},
  data = temporaryFolder(),
): { updates: ProgramUpdates; data: string; file: string } {
  const program = { version, platform: 'win32', arch: 'x64', kind: 'nsis' } as const;
  const { rootFolder } = place;
  return {
    data,
    file: path.join(data, 'updates/0.4.0/vrlab-setup.exe'),
    updates: createProgramUpdates({
      dataDirectory: data,
      program,
      lessonHours: () => hours,
      now,
      rootFolder,
      stallMs: 1000,
    }),
  };
}

const started: string[] = [];
const protectedFolder = folderOfFile();
const installer = {
  kind: 'nsis',
  folder: protectedFolder,
  start: (file: string) => Promise.resolve(void started.push(file)),
} as const;

/** Serves a folder; `range` as a server that can continue does. */
async function served(
  folder: string,
  interfere: (request: IncomingMessage, response: ServerResponse, bytes: Buffer) => boolean = () => false,
) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const file = path.join(folder, request.url!);
    asked.push(`${request.url} ${request.headers.range ?? ''}`.trim());
    if (!existsSync(file)) return void response.writeHead(404).end();
    const bytes = readFileSync(file);
    if (interfere(request, response, bytes)) return undefined;
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (from === 0) return void response.end(bytes);
    response.writeHead(206, { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` });
    return void response.end(bytes.subarray(from));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe('a newer program', () => {
  it('from a folder is verified, waits, and is handed to the installer after it was verified again', async () => {
    const place = new UpdatePlace().publish([release('0.4.0', content)], FILES);
    const { updates, file, data } = pc(place);
    expect(valueOf(await updates.check(place.folder))).toMatchObject({ version: '0.4.0', isRollBack: false });
    expect((await updates.status()).now).toEqual({ phase: 'none' });
    expect(valueOf(await updates.stage(place.folder, never))).toMatchObject({ version: '0.4.0' });
    expect(readFileSync(file)).toEqual(content);
    expect((await updates.status()).now).toMatchObject({ phase: 'staged', version: '0.4.0' });
    // The stick may be gone by now.
    rmSync(place.folder, { recursive: true });
    expect(await updates.install('schedule', installer)).toMatchObject({ problem: { code: 'update-hours-unknown' } });
    expect(await updates.install('person', installer)).toMatchObject({ ok: true });
    // Not the file in the data folder, where everybody at the PC may write.
    expect(started.at(-1)).toBe(path.join(protectedFolder, '0.4.0/vrlab-setup.exe'));
    expect(readFileSync(started.at(-1)!)).toEqual(content);
    expect((await updates.status()).now).toMatchObject({ phase: 'installing' });
    await pc(place, { version: '0.4.0' }, data).updates.started();
    expect((await updates.status()).now).toEqual({ phase: 'none' });
  });

  it('that was exchanged while it waited is not installed', async () => {
    const place = new UpdatePlace().publish([release('0.4.0', content)], FILES);
    const { updates, file } = pc(place);
    await updates.stage(place.folder, never);
    const bytes = Buffer.from(content);
    bytes[7]! ^= 1;
    writeFileSync(file, bytes);
    const before = started.length;
    expect(await updates.install('person', installer)).toMatchObject({
      problem: { code: 'update-installer-mismatch' },
    });
    expect(started).toHaveLength(before);
  });

  it('over http goes on where it was interrupted, and begins again where the server cannot or what is there was wrong', async () => {
    const place = new UpdatePlace().publish([release('0.4.0', content)], FILES);
    let cuts = 1;
    let continues = true;
    const server = await served(place.folder, ({ url }, response, bytes) => {
      if (!url!.startsWith('/installers/')) return false;
      if (cuts > 0) {
        cuts -= 1;
        response.writeHead(200, { 'content-length': bytes.length });
        response.write(bytes.subarray(0, 100_000), () => setTimeout(() => response.destroy(), 100));
        return true;
      }
      return !continues && (response.end(bytes), true);
    });
    const { updates, file, data } = pc(place);
    expect(await updates.stage(server.address, never)).toMatchObject({ problem: { code: 'publication-unreachable' } });
    expect((await updates.status()).now).toMatchObject({ phase: 'refused' });
    expect(existsSync(`${file}.part`)).toBe(true);
    expect((await updates.stage(server.address, never)).ok).toBe(true);
    expect(server.asked.findLast((line) => line.includes('installers'))).toMatch(/ bytes=\d+-$/);
    expect(readFileSync(file)).toEqual(content);

    continues = false;
    for (const half of [content.subarray(0, 5000), Buffer.alloc(5000)]) {
      rmSync(path.join(data, 'updates/0.4.0'), { recursive: true });
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(`${file}.part`, half);
      expect((await updates.stage(server.address, never)).ok).toBe(true);
      expect(readFileSync(file)).toEqual(content);
      continues = true;
    }
  });

  it.each<[string, string, (place: UpdatePlace) => void]>([
    [
      'is cut',
      'publication-unreachable',
      ({ folder }) => truncateSync(path.join(folder, 'installers/vrlab-setup.exe'), 9),
    ],
    [
      'is too long',
      'update-installer-mismatch',
      ({ folder }) => writeFileSync(path.join(folder, 'installers/vrlab-setup.exe'), Buffer.concat([content, content])),
    ],
    [
      'is another one',
      'update-installer-mismatch',
      ({ folder }) => writeFileSync(path.join(folder, 'installers/vrlab-setup.exe'), Buffer.alloc(content.length)),
    ],
    ['is missing', 'update-installer-missing', ({ folder }) => rmSync(path.join(folder, 'installers/vrlab-setup.exe'))],
    [
      'is offered by a list that was changed',
      'publication-damaged',
      ({ folder }) => writeFileSync(path.join(folder, 'metadata/timestamp.json'), '{}'),
    ],
    [
      'is signed by somebody else',
      'publication-not-signed',
      (place) => Object.assign(place, { publisher: new TestPublisher() }).publish([release('0.4.0', content)], FILES),
    ],
    [
      'is offered by a list that has ended',
      'publication-expired',
      (place) => place.publish([release('0.4.0', content)], FILES, new Date(Date.now() - 190 * DAY_MS)),
    ],
    [
      'is of the future',
      'clock-behind',
      (place) => place.publish([release('0.4.0', content)], FILES, new Date(Date.now() + 9 * DAY_MS)),
    ],
    [
      'is older and signed as no way back',
      'update-downgrade',
      (place) => place.publish([release('0.2.0', content)], FILES),
    ],
  ])('that %s is refused, and nothing waits', async (_, code, spoil) => {
    const place = new UpdatePlace().publish([release('0.4.0', content)], FILES);
    const { updates, file } = pc(place);
    spoil(place);
    expect(await updates.stage(place.folder, never)).toMatchObject({ ok: false, problem: { code } });
    const { now } = await updates.status();
    // A list that is not accepted changes nothing; a download that was begun is remembered.
    const isBegun = ['publication-unreachable', 'update-installer-mismatch', 'update-installer-missing'].includes(code);
    expect(now).toMatchObject(isBegun ? { phase: 'refused', problem: { code } } : { phase: 'none' });
    expect(existsSync(file)).toBe(false);
    expect(await updates.install('person', installer)).toMatchObject({ problem: { code: 'update-none-staged' } });
  });

  it('is refused by a list older than one seen before, and what waits stays', async () => {
    const place = new UpdatePlace().publish([release('0.4.0', content)], FILES);
    const old = new UpdatePlace();
    Object.assign(old, { publisher: place.publisher });
    old.publish([release('0.4.0', content)], FILES);
    const { updates } = pc(place.publish([release('0.4.0', content)], FILES));
    await updates.stage(place.folder, never);
    expect(await updates.stage(old.folder, never)).toMatchObject({ problem: { code: 'publication-rollback' } });
    expect((await updates.status()).now).toMatchObject({ phase: 'staged' });
  });

  it('is taken by no program that came without a root for updates, or with the one everybody can sign with', async () => {
    const place = new UpdatePlace().publish([release('0.4.0', content)], FILES);
    for (const rootFolder of [temporaryFolder(), path.resolve('resources/publication')]) {
      Object.assign(place, { rootFolder });
      expect(await pc(place).updates.check(place.folder)).toMatchObject({ problem: { code: 'update-root-missing' } });
    }
  });
});

it('nothing is installed during published lessons; where none are published only when a person asks', () => {
  // A Monday. In civil time of UTC+8, whatever the zone of the PC.
  const at = (time: string) => new Date(`2026-11-30T${time}:00+08:00`);
  const hours: LessonHours = {
    mon: [
      { from: '08:00', to: '11:40' },
      { from: '14:00', to: '24:00' },
    ],
  };
  const codeAt = (when: Date, of: LessonHours | null, by: 'schedule' | 'person') => {
    const may = mayDisturb(of, when, by);
    return may.ok ? 'may' : `${may.problem.code} ${(may.problem.params as { until?: string }).until ?? ''}`.trim();
  };
  for (const by of ['schedule', 'person'] as const) {
    expect(codeAt(at('08:00'), hours, by)).toBe('update-lesson-now 11:40');
    expect(codeAt(at('11:40'), hours, by)).toBe('may');
    expect(codeAt(at('23:59'), hours, by)).toBe('update-lesson-now 00:00');
    expect(codeAt(new Date('2026-12-01T09:00:00+08:00'), hours, by)).toBe('may');
  }
  expect(codeAt(at('08:00'), null, 'schedule')).toBe('update-hours-unknown');
  expect(codeAt(at('08:00'), null, 'person')).toBe('may');
});

it('what waits or is being installed is put back by no event that does not fit', async () => {
  const chosen = { version: '0.4.0', isRollBack: false, file: 'setup.exe' };
  const staged: UpdatePhase = { phase: 'staged', ...chosen, since: '2026-11-30T08:00:00.000+08:00' };
  const at = '2026-11-30T09:00:00.000+08:00';
  const installing = nextPhase(staged, { type: 'install-began' }, at);
  expect(installing).toEqual({ ...staged, phase: 'installing', since: at });
  const problem = { code: 'update-none-staged', params: {} } as const;
  expect(nextPhase(staged, { type: 'refused', problem }, at)).toBe(staged);
  expect(nextPhase(installing, { type: 'download-began', ...chosen }, at)).toBe(installing);
  expect(nextPhase(staged, { type: 'download-began', ...chosen, version: '0.5.0' }, at)).toBe(staged);
  expect(nextPhase({ phase: 'none' }, { type: 'install-began' }, at)).toEqual({ phase: 'none' });
  // The installer was ended: it may be started again.
  expect(nextPhase(installing, { type: 'started', version: '0.3.0' }, at)).toMatchObject({ phase: 'staged' });
  expect(nextPhase(installing, { type: 'started', version: '0.4.0' }, at)).toEqual({ phase: 'none' });
  expect(nextPhase(staged, { type: 'started', version: '0.5.0' }, at)).toEqual({ phase: 'none' });
  const back: UpdatePhase = { ...staged, version: '0.2.0', isRollBack: true };
  expect(nextPhase(back, { type: 'started', version: '0.3.0' }, at)).toBe(back);
  const data = temporaryFolder();
  mkdirSync(path.join(data, 'updates'));
  writeFileSync(path.join(data, 'updates/state.json'), '{"schema":"vrlab.update-state/9"}');
  expect(await readUpdateState(data)).toEqual({ now: { phase: 'none' }, accepted: null });
});

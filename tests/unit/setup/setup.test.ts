import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { undoFileIn, undoInterrupted } from '../../../src/core/setup/undo.ts';
import { readStation, stationFileIn } from '../../../src/core/settings/settings-files.ts';
import { fail } from '../../../src/shared/domain/result.ts';
import { contentOf } from '../../support/folder-content.ts';
import {
  ADMINISTRATOR,
  csv,
  HEADINGS,
  PASS_PHRASE,
  pcNamed,
  rowOf,
  schoolFile,
  sealedFile,
  TEACHER,
} from '../../support/school.ts';

const phrase = () => Promise.resolve(PASS_PHRASE);
const nobody = () => Promise.resolve(null);
const withFolder = (number: number): string[] =>
  rowOf(number).with(HEADINGS.indexOf('渠道 1 方式'), '文件夹').with(HEADINGS.indexOf('渠道 1 地址'), '/srv/requests');
const SEATS = Array.from({ length: 40 }, (_, at) => at + 1);

describe('one file for a whole school', () => {
  it('sets 40 PCs up: each its own seat and key, PINs that work, channels with their secrets', async () => {
    // Every tenth has a robot; deriving its key takes most of the time.
    const file = await sealedFile(SEATS.map((number) => (number % 10 === 0 ? rowOf(number) : withFolder(number))));
    expect(readFileSync(file, 'utf8')).not.toMatch(new RegExp(`${ADMINISTRATOR}|${TEACHER}|not-for-pupils`));
    const keys = new Set<string>();
    for (const number of SEATS) {
      const pc = pcNamed(`vr1-${String(number).padStart(2, '0')}.school.local`);
      const { done, rows } = await pc.setup.apply({ file }, phrase, nobody);
      expect(done).toMatchObject({ ok: true, value: { changed: ['channels', 'teacher', 'station', 'pins'] } });
      expect(rows).toBe(40);
      expect(await pc.station()).toMatchObject({
        value: {
          lab: 'VR 教室 1',
          seat: String(number).padStart(2, '0'),
          expected: [{ model: 'valve-index', count: 1 }],
        },
      });
      const channels = readFileSync(path.join(pc.folder, 'channels.json'), 'utf8');
      expect(channels).toMatch(number % 10 === 0 ? /qyapi\.weixin/ : /"kind": "folder"/);
      const key = await pc.deviceKey();
      if (key.ok) keys.add(key.value.keyId);
      if (number % 10 > 0) continue;
      expect(await pc.secrets.read('channel.school-1')).toMatchObject({ value: { key: 'not-for-pupils' } });
      expect(await pc.roles.signIn(TEACHER)).toMatchObject({ value: { signedIn: 'teacher' } });
    }
    expect(keys.size).toBe(40);
    // Forty databases and data folders, on a machine that is busy with other tests.
  }, 180_000);

  it('changes nothing the second time, and says so', async () => {
    const file = await sealedFile([rowOf(1), rowOf(2)]);
    const pc = pcNamed('VR1-02', { isAdministrator: () => Promise.resolve(true) });
    await pc.setup.apply({ file }, phrase, nobody);
    const before = contentOf(pc.folder);
    expect((await pc.setup.apply({ file }, phrase, nobody)).done).toMatchObject({ value: { line: 3, changed: [] } });
    expect(settingsOf(contentOf(pc.folder))).toEqual(settingsOf(before));
  });

  it('finds the row by serial number or by what was named, and refuses two answers', async () => {
    const headings = ['计算机名', '电脑序列号', '学校', '校区位置', '教室', '机位号'];
    const rows = ['1', '2'].map((number) => [`pc-${number}`, `SN${number}`, '一中', '市区', 'V', `0${number}`]);
    const file = schoolFile(csv(rows, headings));
    const serial = () => Promise.resolve('sn2');
    expect(await pcNamed('other', { serial }).setup.apply({ file }, nobody, nobody)).toMatchObject({
      done: { value: { line: 3 } },
    });
    expect(await pcNamed('pc-1', { serial }).setup.apply({ file }, nobody, nobody)).toMatchObject({
      done: { problem: { code: 'setup-row-ambiguous', params: { line: 2, other: 3 } } },
    });
    expect(await pcNamed('pc-1', { serial }).setup.apply({ file, host: 'PC-1' }, nobody, nobody)).toMatchObject({
      done: { value: { line: 2 } },
    });
    expect(await pcNamed('pc-9').setup.apply({ file }, nobody, nobody)).toMatchObject({
      done: { problem: { code: 'setup-row-missing' } },
    });
  });
});

/** Without the database, which has the audit log, and how far that had come. */
const settingsOf = (content: ReturnType<typeof contentOf>) =>
  Object.fromEntries(Object.entries(content).filter(([name]) => name.endsWith('.json') && name !== 'audit-mark.json'));

describe('nothing half set up', () => {
  it('leaves everything as it was for a wrong pass phrase, a refused row, or a file that cannot be written', async () => {
    const file = await sealedFile([rowOf(1)]);
    const pc = pcNamed('VR1-01');
    const tries = [
      [file, () => Promise.resolve('some other phrase'), 'setup-pass-wrong'],
      [file, nobody, 'setup-pass-needed'],
      [schoolFile(csv([rowOf(1)])), phrase, 'setup-row-refused'],
    ] as const;
    for (const [named, asked, code] of tries)
      expect((await pc.setup.apply({ file: named }, asked, nobody)).done).toMatchObject({ problem: { code } });
    expect(settingsOf(contentOf(pc.folder))).toEqual({});
    // The PINs come last: what was written before them is taken back.
    const adopt = () => Promise.resolve(fail('pins-not-saved', { file: 'pins.json', detail: 'full' }));
    Object.assign(pc.roles, { adopt });
    expect((await pc.setup.apply({ file }, phrase, nobody)).done).toMatchObject({
      problem: { code: 'pins-not-saved' },
    });
    expect(settingsOf(contentOf(pc.folder))).toEqual({});
    expect(await pc.secrets.read('channel.school-1')).toMatchObject({ value: null });
  });

  it('is brought back at the next start after a power cut, and left alone while another process is at it', async () => {
    const pc = pcNamed('VR1-01');
    await pc.setup.apply({ file: await sealedFile([rowOf(1)]) }, phrase, nobody);
    const before = settingsOf(contentOf(pc.folder));
    const record = {
      schema: 'vrlab.setup-undo/1',
      process: 1,
      beganMs: Date.now(),
      files: Object.fromEntries(
        ['station.json', 'pins.json', 'secrets.json'].map((name) => [
          name,
          readFileSync(path.join(pc.folder, name)).toString('base64'),
        ]),
      ),
    };
    writeFileSync(
      undoFileIn(pc.folder),
      JSON.stringify({ ...record, files: { ...record.files, 'teacher.json': null } }),
    );
    writeFileSync(stationFileIn(pc.folder), '{"half":');
    undoInterrupted(pc.folder, () => true);
    expect(await readStation(stationFileIn(pc.folder))).toMatchObject({ ok: false });
    undoInterrupted(pc.folder, () => false);
    const { 'teacher.json': _, ...others } = before;
    expect(settingsOf(contentOf(pc.folder))).toEqual(others);
    expect(existsSync(undoFileIn(pc.folder))).toBe(false);
  });

  it('begins only where the old settings could be recorded', async () => {
    const pc = pcNamed('VR1-01');
    mkdirSync(`${undoFileIn(pc.folder)}.part`);
    const { done } = await pc.setup.apply({ file: await sealedFile([rowOf(1)]) }, phrase, nobody);
    expect(done).toMatchObject({ problem: { code: 'setup-not-begun' } });
    rmdirSync(`${undoFileIn(pc.folder)}.part`);
    expect(settingsOf(contentOf(pc.folder))).toEqual({});
  });
});

describe('who may set up', () => {
  it('at first whoever answers the question on the screen; then a stick changes nothing', async () => {
    const file = await sealedFile([rowOf(1)]);
    const pc = pcNamed('VR1-01', { files: () => Promise.resolve([file]) });
    const offer = await pc.setup.offer();
    expect(offer).toMatchObject({
      value: {
        line: 2,
        station: { seat: '01' },
        parts: ['station', 'teacher', 'channels', 'pins'],
        needsPassPhrase: true,
      },
    });
    const { sha256 } = (offer as { value: { sha256: string } }).value;
    // Only what was found here, and as it was shown.
    const elsewhere = { file: await sealedFile([rowOf(1)]), sha256 };
    expect(await pc.setup.accept(elsewhere, PASS_PHRASE)).toMatchObject({ problem: { code: 'setup-file-changed' } });
    expect(await pc.setup.accept({ file, sha256: 'other' }, PASS_PHRASE)).toMatchObject({ ok: false });
    expect(await pc.setup.accept({ file, sha256 }, PASS_PHRASE)).toMatchObject({ ok: true });

    writeFileSync(file, readFileSync(await sealedFile([rowOf(1).with(4, '99')])));
    const before = contentOf(pc.folder);
    expect(await pc.setup.offer()).toEqual({ ok: true, value: null });
    expect(await pc.setup.accept({ file, sha256 }, PASS_PHRASE)).toMatchObject({
      problem: { code: 'setup-already-done' },
    });
    expect((await pc.setup.apply({ file }, phrase, nobody)).done).toMatchObject({
      problem: { code: 'terminal-needs-administrator' },
    });
    expect(settingsOf(contentOf(pc.folder))).toEqual(settingsOf(before));
    // With the administrator's PIN it does, and not with a teacher's.
    const pin = (digits: string) => () => Promise.resolve(digits);
    expect((await pc.setup.apply({ file }, phrase, pin(TEACHER))).done).toMatchObject({
      problem: { code: 'sign-in-needed' },
    });
    expect((await pc.setup.apply({ file }, phrase, pin(ADMINISTRATOR))).done).toMatchObject({
      value: { changed: ['station', 'pins'] },
    });
  });

  it('also without PINs only an administrator of the system once it is set up, or where nobody can tell', async () => {
    const headings = ['计算机名', '学校', '校区位置', '教室', '机位号'];
    const file = schoolFile(csv([['pc', '一中', '市区', 'V', '01']], headings));
    const other = schoolFile(csv([['pc', '一中', '市区', 'V', '02']], headings));
    const pc = pcNamed('pc');
    expect((await pc.setup.apply({ file }, nobody, nobody)).done).toMatchObject({ ok: true });
    const refused = { problem: { code: 'setup-needs-administrator' } };
    expect((await pc.setup.apply({ file: other }, nobody, nobody)).done).toMatchObject(refused);
    const isAdministrator = () => Promise.resolve(true);
    const asRoot = pcNamed('pc', { isAdministrator }, { folder: pc.folder });
    expect((await asRoot.setup.apply({ file: other }, nobody, nobody)).done).toMatchObject({
      value: { changed: ['station'] },
    });
    writeFileSync(stationFileIn(pc.folder), 'damaged');
    expect((await pc.setup.apply({ file }, nobody, nobody)).done).toMatchObject({ ok: false });
  });
});

describe('the template', () => {
  it('is a file that can be sealed and applied as it is, without PINs and secrets', async () => {
    const pc = pcNamed('VR1-01');
    await pc.setup.apply({ file: await sealedFile([rowOf(1)]) }, phrase, nobody);
    const template = await pc.setup.template('zh-CN');
    if (!template.ok) throw new Error(template.problem.code);
    const text = Buffer.from(template.value).toString('utf8');
    expect(text).not.toMatch(/argon2|not-for-pupils/);
    expect(text).toContain('Valve Index × 1');
    // The secret of its channel is what is still missing.
    const { sealed, refusals } = await pc.setup.seal(schoolFile(text), phrase, 'zh-CN');
    expect(sealed.ok).toBe(false);
    expect(refusals).toMatchObject([{ column: 'channel1Address', reason: 'secret-missing' }]);
  });
});

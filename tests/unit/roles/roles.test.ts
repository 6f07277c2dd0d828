import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAuditLog } from '../../../src/core/roles/audit-log.ts';
import { createRoles } from '../../../src/core/roles/index.ts';
import { pinRecovery } from '../../../src/core/roles/pin-recovery.ts';
import { createConfWriter } from '../../../src/core/settings/settings-files.ts';
import { signFile } from '../../../src/core/signing/signed-file.ts';
import { generateSigningKey } from '../../../src/core/signing/signing-key.ts';
import { createDatabaseSession } from '../../../src/core/store/database-session.ts';
import { databaseFileIn } from '../../../src/core/store/database.ts';
import type { PinChoice } from '../../../src/shared/domain/pins.ts';
import { succeed } from '../../../src/shared/domain/result.ts';
import { publication } from '../../support/pc/judge.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const ADMINISTRATOR = '482913';
const TEACHER = '770215';
const WRONG = '000123';
const CHOICE: PinChoice = {
  mode: 'pins',
  pins: { administrator: ADMINISTRATOR, teacher: TEACHER },
  idleMinutes: 5,
};
const desk = generateSigningKey();
const device = generateSigningKey();

/** Of one program run; another one on the same folder is the program started again. */
function start(folder = temporaryFolder(), uptime: () => number = () => 1000) {
  const session = createDatabaseSession(folder);
  const settings = createConfWriter(folder, '0.3.0');
  const deskKeys = [{ ...publication.deskKeys[0]!, publicKey: desk.key.publicKey }];
  const roles = createRoles(
    {
      dataDirectory: folder,
      session,
      settings,
      publication: { ...publication, deskKeys },
      deviceKey: () => Promise.resolve(succeed(device.key)),
      formerKeys: () => Promise.resolve(succeed(new Map())),
      now: () => new Date('2026-12-01T08:00:00+08:00'),
    },
    uptime,
  );
  return { folder, roles, session };
}

async function startWithPins(uptime?: () => number) {
  const started = start(undefined, uptime);
  expect(await started.roles.set(CHOICE)).toMatchObject({ ok: true });
  return started;
}

const call = (role: 'teacher' | 'administrator', request: string | null = null) => ({
  procedure: 'requests.addEvent',
  role,
  quiet: false,
  request,
});

afterEach(() => void vi.useRealTimers());

describe('who may do what', () => {
  it('everyone everything, as long as nobody has decided or the school wants no PINs; and that is said', async () => {
    const { roles } = start();
    expect(await roles.state()).toMatchObject({ value: { mode: 'unset', withPin: [] } });
    expect(await roles.allow(call('administrator'))).toMatchObject({ ok: true });
    await roles.set({ mode: 'none' });
    expect(await roles.state()).toMatchObject({ value: { mode: 'none' } });
    expect(await roles.allow(call('administrator'))).toMatchObject({ ok: true });
  });

  it('with PINs only who is signed in, and a teacher not what an administrator may', async () => {
    const { roles } = await startWithPins();
    expect(await roles.allow(call('teacher'))).toMatchObject({ problem: { code: 'sign-in-needed' } });
    expect(await roles.signIn(TEACHER)).toMatchObject({ value: { signedIn: 'teacher' } });
    expect(await roles.allow(call('teacher'))).toMatchObject({ ok: true });
    expect(await roles.allow(call('administrator'))).toMatchObject({ problem: { code: 'sign-in-needed' } });
    expect(await roles.signIn(ADMINISTRATOR)).toMatchObject({ value: { signedIn: 'administrator' } });
    expect(await roles.allow(call('administrator'))).toMatchObject({ ok: true });
    await roles.lock();
    expect(await roles.allow(call('teacher'))).toMatchObject({ ok: false });
  });

  it('who knows the number of a request, or has just filed it, may do with that one what its teacher may', async () => {
    const { roles } = await startWithPins();
    const [own, other] = ['01KBA0000000000000000000AA', '01KBA0000000000000000000BB'];
    expect(await roles.allow(call('teacher', own))).toMatchObject({
      problem: { code: 'sign-in-needed', params: { request: own } },
    });
    expect(await roles.proveNumber(own, 'VR-261130-XXXX', 'VR-261130-7B6J')).toMatchObject({
      problem: { code: 'request-number-wrong' },
    });
    expect(await roles.proveNumber(own, 'vr 261130 7b6j', 'VR-261130-7B6J')).toMatchObject({ ok: true });
    expect(await roles.allow(call('teacher', own))).toMatchObject({ ok: true });
    expect(await roles.allow(call('teacher', other))).toMatchObject({ ok: false });
    await roles.filed(other);
    expect(await roles.allow(call('teacher', other))).toMatchObject({ ok: true });
    await roles.lock();
    expect(await roles.allow(call('teacher', own))).toMatchObject({ ok: false });
  });

  it('locks when nobody has touched it for a while, also when the clock was set back meanwhile', async () => {
    const { roles } = await startWithPins();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
    await roles.signIn(TEACHER);
    vi.advanceTimersByTime(4 * 60_000);
    roles.touch();
    vi.setSystemTime(new Date('2001-01-01'));
    vi.advanceTimersByTime(4 * 60_000);
    expect(await roles.state()).toMatchObject({ value: { signedIn: 'teacher' } });
    vi.advanceTimersByTime(61_000);
    expect(await roles.state()).toMatchObject({ value: { signedIn: null } });
  });

  it('in a terminal the administrator of the system may do everything, another account with a PIN', async () => {
    const { roles } = await startWithPins();
    const nobody = () => Promise.resolve(null);
    expect(await roles.allowCommand('retention apply', 'administrator', true, nobody)).toMatchObject({ ok: true });
    expect(await roles.allowCommand('check', 'everyone', false, nobody)).toMatchObject({ ok: true });
    const refused = await roles.allowCommand('retention apply', 'administrator', false, nobody);
    expect(refused).toMatchObject({ problem: { code: 'terminal-needs-administrator' } });
    const typed = (pin: string) => () => Promise.resolve(pin);
    expect(await roles.allowCommand('retention apply', 'administrator', false, typed(TEACHER))).toMatchObject({
      problem: { code: 'sign-in-needed' },
    });
    expect(await roles.allowCommand('retention apply', 'administrator', false, typed(ADMINISTRATOR))).toMatchObject({
      ok: true,
    });
  });
});

describe('PINs', () => {
  it.each([
    ['12345', 'pin-not-digits'],
    ['12345a', 'pin-not-digits'],
    ['1234567890123', 'pin-not-digits'],
    ['123456', 'pin-too-simple'],
    ['987654', 'pin-too-simple'],
    ['111111', 'pin-too-simple'],
    ['121212', 'pin-too-simple'],
    ['123123', 'pin-too-simple'],
  ])('%s is refused: %s', async (pin, code) => {
    const { roles } = start();
    const set = await roles.set({ mode: 'pins', pins: { administrator: pin }, idleMinutes: 5 });
    expect(set).toMatchObject({ problem: { code } });
    expect(await roles.state()).toMatchObject({ value: { mode: 'unset' } });
  });

  it('belong to one role each, the administrator always has one, and those left out stay', async () => {
    const { roles } = await startWithPins();
    const set = (pins: Extract<PinChoice, { mode: 'pins' }>['pins']) =>
      roles.set({ mode: 'pins', pins, idleMinutes: 5 });
    expect(await set({ inspector: TEACHER })).toMatchObject({ problem: { code: 'pin-already-used' } });
    expect(await set({ administrator: null })).toMatchObject({ problem: { code: 'pin-administrator-missing' } });
    expect(await set({ inspector: '359127', teacher: null })).toMatchObject({
      value: { withPin: ['inspector', 'administrator'] },
    });
    expect(await roles.signIn(TEACHER)).toMatchObject({ problem: { code: 'pin-wrong' } });
    expect(await roles.signIn(ADMINISTRATOR)).toMatchObject({ ok: true });
  });

  it('that are wrong again and again make one wait, whatever is started anew or set meanwhile', async () => {
    let uptime = 1000;
    const { folder, roles } = await startWithPins(() => uptime);
    for (let tries = 1; tries <= 4; tries += 1)
      expect(await roles.signIn(WRONG)).toMatchObject({ problem: { code: 'pin-wrong' } });
    expect(await roles.signIn(WRONG)).toMatchObject({ problem: { code: 'pin-wait', params: { seconds: 30 } } });
    // The right one is not even looked at.
    expect(await roles.signIn(TEACHER)).toMatchObject({ problem: { code: 'pin-wait' } });
    // Another program on the folder; the clock was set a year ahead.
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2028-01-01') });
    expect(await start(folder, () => uptime).roles.signIn(TEACHER)).toMatchObject({ problem: { code: 'pin-wait' } });
    // The PC was started again: it is up for 10 s of the 30.
    uptime = 10;
    expect(await start(folder, () => uptime).roles.signIn(TEACHER)).toMatchObject({
      problem: { code: 'pin-wait', params: { seconds: 20 } },
    });
    uptime = 31;
    expect(await roles.signIn(WRONG)).toMatchObject({ problem: { code: 'pin-wait', params: { seconds: 60 } } });
    uptime = 100;
    expect(await roles.signIn(TEACHER)).toMatchObject({ ok: true });
    expect(await roles.signIn(WRONG)).toMatchObject({ problem: { code: 'pin-wrong' } });
  });

  it('are nowhere in the data folder as they were typed', async () => {
    const { folder, roles } = await startWithPins();
    await roles.signIn(WRONG);
    await roles.signIn(TEACHER);
    for (const name of readdirSync(folder)) {
      if (!statSync(`${folder}/${name}`).isFile()) continue;
      const bytes = readFileSync(`${folder}/${name}`, 'latin1');
      for (const pin of [ADMINISTRATOR, TEACHER, WRONG])
        expect(`${name}: ${bytes.includes(pin)}`).toBe(`${name}: false`);
    }
  });
});

describe('a forgotten administrator', () => {
  const answer = (fields: Partial<Parameters<typeof pinRecovery>[0]>, key = desk.key) =>
    signFile(
      pinRecovery({
        device: device.key.keyId,
        nonce: '',
        issuedAt: '2026-12-01T08:00:00+08:00',
        issuer: 'Headquarters',
        ...fields,
      }),
      key,
    );
  const NEW = '904617';

  it('gets a new PIN by an answer signed for this PC and its question, once', async () => {
    const { roles } = await startWithPins();
    const asked = await roles.askRecovery();
    if (!asked.ok) throw new Error(asked.problem.code);
    const { nonce } = asked.value;
    expect(await roles.recover(answer({ nonce }, device.key), NEW)).toMatchObject({
      problem: { code: 'signed-file-unknown-key' },
    });
    expect(await roles.recover(answer({ nonce, device: 'another' }), NEW)).toMatchObject({
      problem: { code: 'pin-recovery-other-device' },
    });
    expect(await roles.recover(answer({ nonce: 'GUESSED' }), NEW)).toMatchObject({
      problem: { code: 'pin-recovery-unknown' },
    });
    expect(await roles.recover(answer({ nonce }), '123456')).toMatchObject({ problem: { code: 'pin-too-simple' } });
    expect(await roles.recover(answer({ nonce }), NEW)).toMatchObject({ ok: true });
    expect(await roles.signIn(NEW)).toMatchObject({ value: { signedIn: 'administrator' } });
    expect(await roles.signIn(TEACHER)).toMatchObject({ value: { signedIn: 'teacher' } });
    expect(await roles.recover(answer({ nonce }), '359127')).toMatchObject({
      problem: { code: 'pin-recovery-unknown' },
    });
  });
});

describe('the audit log', () => {
  it('tells who did what, and that somebody changed it', async () => {
    const { folder, roles, session } = await startWithPins();
    await roles.signIn(WRONG);
    // Whoever tries the same again and again does not fill the log.
    for (let tries = 0; tries < 3; tries += 1) await roles.allow(call('administrator'));
    await roles.signIn(ADMINISTRATOR);
    await roles.allow(call('administrator'));
    const log = await roles.audit(10);
    expect(log).toMatchObject({
      value: [
        { what: 'called', role: 'administrator', procedure: 'requests.addEvent' },
        { what: 'signed-in', role: 'administrator' },
        { what: 'refused', role: null, procedure: 'requests.addEvent' },
        { what: 'pin-wrong', role: null },
        { what: 'pins-set' },
      ],
    });
    expect(await roles.examine()).toMatchObject({ ok: true });
    session.close();
    const database = new Database(databaseFileIn(folder));
    database.exec(`UPDATE audit_entries SET content = replace(content, 'refused', 'called') WHERE position = 3`);
    database.close();
    expect(await roles.examine()).toMatchObject({ problem: { code: 'audit-log-changed' } });
  });

  it('misses what was cut off since the last checkpoint, and keeps saying so when more comes', async () => {
    const { folder, roles, session } = await startWithPins();
    await roles.signIn(ADMINISTRATOR);
    for (let calls = 0; calls < 5; calls += 1) await roles.allow(call('teacher'));
    expect(await roles.examine()).toMatchObject({ ok: true });
    session.close();
    const database = new Database(databaseFileIn(folder));
    database.exec('DELETE FROM audit_entries WHERE position > 4');
    database.close();
    expect(await roles.examine()).toMatchObject({ problem: { code: 'audit-log-cut' } });
    for (let calls = 0; calls < 9; calls += 1) await roles.allow(call('teacher'));
    expect(await roles.examine()).toMatchObject({ problem: { code: 'audit-log-cut' } });
    // Another program on the folder knows it as well.
    expect(await start(folder).roles.examine()).toMatchObject({ problem: { code: 'audit-log-cut' } });
  });

  it('misses a database that is put back or taken away, and makes neither one nor a key to say that nothing is in it', async () => {
    const { folder, roles, session } = await startWithPins();
    await roles.signIn(TEACHER);
    session.close();
    rmSync(databaseFileIn(folder));
    expect(await roles.examine()).toMatchObject({ problem: { code: 'audit-log-cut' } });
    const fresh = temporaryFolder();
    expect(await start(fresh).roles.examine()).toMatchObject({ ok: true });
    expect(readdirSync(fresh)).toEqual([]);
  });

  it('of an earlier release has no mark: it gets one, and where none can be written that is said', async () => {
    const { folder, roles } = await startWithPins();
    const mark = path.join(folder, 'audit-mark.json');
    rmSync(mark);
    expect(await roles.examine()).toMatchObject({ ok: true });
    expect(JSON.parse(readFileSync(mark, 'utf8'))).toMatchObject({ position: 1, missing: null });
    rmSync(mark);
    mkdirSync(mark);
    expect(await roles.allow(call('teacher'))).toMatchObject({ ok: false });
    expect(await roles.examine()).toMatchObject({ problem: { code: 'audit-mark-unwritable' } });
  });

  it('lets old entries go behind a signed checkpoint, and proves the rest; without the checkpoint it does not', async () => {
    const { folder, roles, session } = await startWithPins();
    await roles.signIn(ADMINISTRATOR);
    for (let calls = 0; calls < 449; calls += 1) await roles.allow(call('teacher'));
    // What came by the first of December 2026 goes; the last entry is from then, and so is the checkpoint that stays.
    const limit = Date.parse('2027-06-01T00:00:00+08:00') / 1000;
    await session.use((database) => createAuditLog(database).eraseBefore(limit, device.key));
    expect(await roles.examine()).toMatchObject({ ok: true });
    await roles.allow(call('teacher'));
    const rest = await roles.audit(500);
    expect(rest.ok && rest.value.map(({ position }) => position)).toEqual([452]);
    expect(await roles.examine()).toMatchObject({ ok: true });
    session.close();
    const database = new Database(databaseFileIn(folder));
    const forged = createHash('sha256').update('forged').digest('hex');
    database.prepare('UPDATE audit_checkpoints SET hash = ?').run(forged);
    database.close();
    expect(await roles.examine()).toMatchObject({ problem: { code: 'audit-log-changed' } });
  });
});

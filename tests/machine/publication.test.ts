import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { index } from '../support/pc/facts.ts';
import { writePublication, TestPublisher } from '../support/publication/publisher.ts';
import { snapshotOf } from '../support/pc/runs.ts';
import { signedDraft } from '../support/publication/signed-draft.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Ended, vrlab } from '../support/vrlab.ts';

function pc() {
  const [data, state] = [temporaryFolder(), temporaryFolder()];
  return {
    data,
    run: (...args: string[]): Promise<Ended> => vrlab([...args, '--data', data], { env: { XDG_STATE_HOME: state } }),
  };
}
const parsed = (stdout: string) => JSON.parse(stdout) as Record<string, never>;

describe('a publication signed with other numbers', () => {
  it('changes the verdict of a saved snapshot with no new build, for one run or installed', async () => {
    const { run } = pc();
    const snapshot = path.join(temporaryFolder(), 'saved.json');
    writeFileSync(snapshot, JSON.stringify(snapshotOf(index())));
    const harsh = signedDraft({
      'policy.json': (policy) => policy.replace(/"fail": 4026531840/, '"fail": 99000000000000'),
    });
    const memory = async (...more: string[]) => {
      const { stdout, code } = await run('check', '--json', '--snapshot', snapshot, ...more);
      const report = parsed(stdout) as unknown as {
        findings: { check: string; outcome: string }[];
        publication: object;
      };
      return [report.findings.find(({ check }) => check === 'host-memory')?.outcome, code, report.publication];
    };
    const [before] = await memory();
    expect(before).toBe('pass');
    expect(await memory('--publication', harsh)).toEqual(['fail', 2, expect.objectContaining({ demo: true })]);
    expect((await memory())[0]).toBe('pass');
    expect(await run('publication', 'install', harsh)).toMatchObject({ code: 0, stderr: '' });
    expect((await memory())[0]).toBe('fail');
  });
});

describe('vrlab publication', () => {
  it('tells what is in use, installs, and remembers', async () => {
    const { run } = pc();
    const first = parsed((await run('publication', 'status', '--json')).stdout);
    expect(first).toMatchObject({
      schema: 'vrlab.publication-status/1',
      inUse: { demo: true, origin: { kind: 'embedded' } },
      kept: [],
      problems: [],
    });
    const offer = signedDraft();
    const verified = await run('publication', 'verify', offer, '--json');
    expect([verified.code, parsed(verified.stdout)]).toMatchObject([0, { accepted: true, inUse: false }]);
    expect(parsed((await run('publication', 'status', '--json')).stdout)).toMatchObject({ kept: [] });
    const installed = await run('publication', 'install', offer, '--lang', 'zh-CN');
    expect([installed.code, installed.stdout]).toEqual([
      0,
      expect.stringMatching(/已安装：第 \d+ 版 演示发布包.*【演示】/),
    ]);
    expect((await run('publication', 'status', '--lang', 'en')).stdout).toMatch(/installed on this PC/);
    const history = parsed((await run('publication', 'history', '--json')).stdout);
    expect(history).toMatchObject({ installed: [{ demo: true, place: offer }] });
    expect((await run('publication', 'history')).stdout).toContain(offer);
  });

  it('refuses with 64 and the reason, in both languages and as JSON', async () => {
    const { run } = pc();
    const stranger = writePublication(temporaryFolder(), new TestPublisher().publish(99));
    for (const [language, words] of [
      ['zh-CN', '没有受信任的签名'],
      ['en', 'no trusted signature'],
    ] as const) {
      const { code, stderr, stdout } = await run('publication', 'install', stranger, '--lang', language);
      expect([code, stdout]).toEqual([64, '']);
      expect(stderr).toContain(words);
    }
    const { code, stdout } = await run('publication', 'verify', stranger, '--json');
    expect([code, parsed(stdout)]).toMatchObject([64, { accepted: false, refusal: 'publication-not-signed' }]);
    const check = await run('check', '--publication', stranger);
    expect([check.code, check.stdout]).toEqual([64, '']);
  });

  it.each([[], ['sing'], ['install'], ['status', 'x'], ['install', 'http://example.org/'], ['install', 'no/where']])(
    'with %s ends with 64',
    async (...args) => {
      const { code, stdout, stderr } = await pc().run('publication', ...args.flat());
      expect([code, stdout]).toEqual([64, '']);
      expect(stderr).not.toMatch(/\n\s+at /);
    },
  );

  it('goes on with the embedded one when the kept one is damaged, and check and doctor say so', async () => {
    const { data, run } = pc();
    expect(await run('publication', 'install', signedDraft())).toMatchObject({ code: 0 });
    const status = parsed((await run('publication', 'status', '--json')).stdout) as unknown as {
      inUse: { origin: { folder: string } };
    };
    const { folder } = status.inUse.origin;
    // Where nothing was installed this is the publication of the program, in the repository.
    expect(path.relative(data, folder)).not.toMatch(/^\.\./);
    truncateSync(path.join(folder, 'metadata/timestamp.json'), 7);
    const doctor = await run('doctor', '--json', '--lang', 'en');
    const told = parsed(doctor.stdout) as unknown as { examinations: { id: string; says: string }[] };
    const says = told.examinations.filter(({ id }) => id === 'publication').map((examination) => examination.says);
    expect(says[0]).toMatch(/kept publication .* is not used: .*timestamp\.json is damaged/);
    expect(says[1]).toMatch(/the newer one was deleted or damaged/);
    const snapshot = path.join(temporaryFolder(), 'saved.json');
    writeFileSync(snapshot, JSON.stringify(snapshotOf(index())));
    const check = await run('check', '--json', '--snapshot', snapshot, '--lang', 'en');
    expect(parsed(check.stdout)).toMatchObject({ publication: { demo: true } });
    expect(check.stderr).toMatch(/is not used/);
  });
});

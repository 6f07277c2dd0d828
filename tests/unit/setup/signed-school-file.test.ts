import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runPublisher } from '../../../src/publisher/run-publisher.ts';
import { signedSchoolFile } from '../../../src/core/setup/signed-school-file.ts';
import { signFile } from '../../../src/core/signing/signed-file.ts';
import { generateSigningKey, signingKeyFrom } from '../../../src/core/signing/signing-key.ts';
import { contentOf } from '../../support/folder-content.ts';
import { publication } from '../../support/pc/judge.ts';
import { ADMINISTRATOR, HEADINGS, PASS_PHRASE, pcNamed, rowOf, schoolFile, sealedFile } from '../../support/school.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/value-of.ts';

const phrase = () => Promise.resolve(PASS_PHRASE);
const nobody = () => Promise.resolve(null);
const desk = generateSigningKey();
const publishedWith = (demo: boolean) => ({
  ...publication,
  identity: { ...publication.identity, demo },
  deskKeys: [{ id: 'desk', name: 'desk', publicKey: desk.key.publicKey }],
});

const moved = (number: number) => rowOf(number).with(HEADINGS.indexOf('教室'), 'VR 教室 9');
const signedAt = async (at: string, row = moved(1), key = desk.key): Promise<string> => {
  const sealed = readFileSync(await sealedFile([row]));
  return schoolFile(signFile(signedSchoolFile(at, sealed), key), 'vrlab-school.signed.json');
};

/** A PC that is set up, with PINs, in the hands of a pupil. */
async function usedPc(demo = false) {
  const pc = pcNamed('VR1-01', {}, { published: publishedWith(demo) as unknown as typeof publication });
  await pc.setup.apply({ file: await sealedFile([rowOf(1)]) }, phrase, nobody);
  return pc;
}

/** What was refused is in the audit log. */
const withoutLog = (content: Record<string, string>) =>
  Object.fromEntries(Object.entries(content).filter(([name]) => !/^audit[-_](?:entries|mark\.json)$/.test(name)));

describe('a school file after the first set-up', () => {
  it('that the service desk signed is taken by anybody, and is in the audit log', async () => {
    const pc = await usedPc();
    const { done } = await pc.setup.apply({ file: await signedAt('2026-12-01T08:00:00+08:00') }, phrase, nobody);
    expect(done).toMatchObject({ ok: true, value: { changed: expect.arrayContaining(['station']) } });
    expect(await pc.station()).toMatchObject({ value: { lab: 'VR 教室 9' } });
    const noted = { what: 'called', procedure: 'setup.accept', role: null };
    expect(valueOf(await pc.roles.audit(5))).toEqual(expect.arrayContaining([expect.objectContaining(noted)]));
    expect(await pc.roles.signIn(ADMINISTRATOR)).toMatchObject({ ok: true });
  });

  it.each([
    ['unsigned', async () => await sealedFile([moved(1)]), 'terminal-needs-administrator'],
    [
      'signed by somebody else',
      async () => await signedAt('2026-12-01T08:00:00+08:00', moved(1), generateSigningKey().key),
      'signed-file-unknown-key',
    ],
    [
      'changed after it was signed',
      async () => {
        const file = await signedAt('2026-12-01T08:00:00+08:00');
        const envelope = JSON.parse(readFileSync(file, 'utf8')) as { payload: string };
        const payload = Buffer.from(envelope.payload, 'base64').toString().replace('2026-12-01', '2027-12-01');
        writeFileSync(file, JSON.stringify({ ...envelope, payload: Buffer.from(payload).toString('base64') }));
        return file;
      },
      'signed-file-altered',
    ],
    ['for another PC', async () => await signedAt('2026-12-01T08:00:00+08:00', moved(2)), 'setup-row-missing'],
  ])('%s changes nothing', async (_name, file, code) => {
    const pc = await usedPc();
    const before = withoutLog(contentOf(pc.folder));
    expect(await pc.setup.apply({ file: await file() }, phrase, nobody)).toMatchObject({ done: { problem: { code } } });
    const after = withoutLog(contentOf(pc.folder));
    expect(after).toEqual(before);
  });

  it('that is older than the last one changes nothing; the same one again is fine', async () => {
    const pc = await usedPc();
    const newer = await signedAt('2026-12-05T08:00:00+08:00');
    expect((await pc.setup.apply({ file: newer }, phrase, nobody)).done.ok).toBe(true);
    const old = await signedAt('2026-12-04T08:00:00+08:00', rowOf(1));
    const refused = await pc.setup.apply({ file: old }, phrase, nobody);
    expect(refused.done).toMatchObject({ problem: { code: 'setup-file-older' } });
    expect(await pc.station()).toMatchObject({ value: { lab: 'VR 教室 9' } });
    expect((await pc.setup.apply({ file: newer }, phrase, nobody)).done).toMatchObject({ value: { changed: [] } });
  });

  it('is no authority under a demonstration publication, whose keys everybody has', async () => {
    const pc = await usedPc(true);
    const { done } = await pc.setup.apply({ file: await signedAt('2026-12-01T08:00:00+08:00') }, phrase, nobody);
    expect(done).toMatchObject({ problem: { code: 'signed-file-unknown-key' } });
  });
});

it('vrlab-publish signs a sealed file', async () => {
  const folder = temporaryFolder();
  const key = path.join(folder, 'desk.pem');
  writeFileSync(key, desk.pem);
  const out = path.join(folder, 'signed.json');
  const said: string[] = [];
  const outputs = { print: (line: string) => void said.push(line), note: (line: string) => void said.push(line) };
  const sealed = await sealedFile([moved(1)]);
  expect(runPublisher(['sign-school-file', sealed, '--key', key, '--out', out], outputs)).toBe(0);
  expect(signingKeyFrom(desk.pem)).not.toBeNull();
  const pc = await usedPc();
  expect((await pc.setup.apply({ file: out }, phrase, nobody)).done).toMatchObject({ ok: true });
  expect(runPublisher(['sign-school-file', sealed, '--key', sealed, '--out', out], outputs)).toBe(64);
});

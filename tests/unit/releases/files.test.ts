import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeArchive } from '../../../src/core/inspections/archive/write-archive.ts';
import { readSignedFile } from '../../../src/core/signing/signed-file.ts';
import { civilDateOf } from '../../../src/shared/beijing-time.ts';
import type { Finding } from '../../../src/shared/domain/finding.ts';
import { serviceMessageSchema } from '../../../src/shared/domain/request-lifecycle.ts';
import { createI18n } from '../../../src/shared/i18n.ts';
import { INSPECTION_TEXTS } from '../../../src/shared/locales/inspections.ts';
import { createWording } from '../../../src/shared/wording.ts';
import {
  bytesOfRelease,
  dataOfRelease,
  dayAfterRelease,
  openOn,
  releaseFile,
} from '../../support/publication/release.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../../support/value-of.ts';

const never = new AbortController().signal;

beforeEach(dayAfterRelease);

const openUpgraded = async () => await openOn(dataOfRelease());

describe('a signed report of release 0.3.0', () => {
  it.each(['report.pdf', 'report.docx', 'report.xlsx', 'report.json', 'qr.txt'])(
    'is genuine as %s, on the PC that signed it and on any other; with one byte changed it is not',
    async (name) => {
      const format = name === 'qr.txt' ? 'qr' : path.extname(name).slice(1);
      const bytes = bytesOfRelease(`reports/${name}`);
      const here = await (await openUpgraded()).inspections();
      expect(valueOf(await here.verify({ name, bytes }))).toMatchObject({
        outcome: 'genuine',
        format,
        seal: { number: expect.stringMatching(/^XJ-\d{6}-/) as string },
        database: 'agrees',
        signedHere: true,
      });
      const elsewhere = await (await openOn(temporaryFolder())).inspections();
      expect(valueOf(await elsewhere.verify({ name, bytes }))).toMatchObject({
        outcome: 'genuine',
        database: 'absent',
        signedHere: false,
      });
      const changed = Buffer.from(bytes);
      const at = Math.floor(bytes.length / 2);
      changed[at] = changed[at] === 0x41 ? 0x42 : 0x41;
      expect(valueOf(await elsewhere.verify({ name, bytes: changed }))).toMatchObject({ outcome: 'altered' });
    },
  );
});

describe('what release 0.3.0 handed out', () => {
  it('as the signed file of a request is read, and is the message that is kept', async () => {
    const { value, keyId } = valueOf(readSignedFile(bytesOfRelease('request.signed.json'), 'request.signed.json'));
    const message = serviceMessageSchema.parse(value);
    if (message.type !== 'request') throw new Error(message.type);
    expect(message.request).toMatchObject({ title: 'New teacher', kind: 'training', description: 'Two lessons' });

    // Signed again by the program of today, with the key that was stored, it is the same file.
    const requests = await (await openUpgraded()).requests();
    const again = Buffer.from(valueOf(await requests.signedFile(message.request.id)).base64, 'base64');
    expect(valueOf(readSignedFile(again, '')).keyId).toBe(keyId);
    expect(again.equals(bytesOfRelease('request.signed.json'))).toBe(true);
  });

  it('as an archive is completed: what is there stays, is known by its digest, and nothing is written over', async () => {
    const folder = temporaryFolder();
    cpSync(releaseFile('archive'), folder, { recursive: true });
    const app = await openUpgraded();
    const [inspections, requests] = [await app.inspections(), await app.requests()];
    const [month] = readdirSync(folder);
    const wording = createWording(createI18n('en', INSPECTION_TEXTS), 'en', app.guide());
    const teacher = valueOf(await app.teacher());
    const order = { month: month!, folder, inspections, requests, teacher, wording, now: new Date() };
    const archived = valueOf(await writeArchive(order, never));
    expect(archived).toMatchObject({ written: 0, changed: 0 });
    const found = archived.index.entries.map(({ state, path: file }) => `${state} ${path.extname(file)}`);
    expect(found.toSorted()).toEqual(['filed .docx', 'filed .json', 'missing .pdf']);
  });

  it('as a calendar of the plan names the same events, so that calendars replace them', async () => {
    const events = (text: string) => [...text.matchAll(/^UID:(.*)$/gm)].map(([, id]) => id!.trim());
    const planned = valueOf(await (await (await openUpgraded()).inspections()).planFile());
    const now = events(Buffer.from(planned.base64, 'base64').toString());
    const then = events(bytesOfRelease('plan.ics').toString());
    expect(then.length).toBeGreaterThan(1);
    expect(now).toEqual(expect.arrayContaining(then));
  });

  it('as a snapshot is judged again as it was, with the publication of that release', async () => {
    const app = await openOn(temporaryFolder(), { publication: releaseFile('publication') });
    const run = valueOf(await app.rejudge(releaseFile('snapshot.json')));
    const judged = JSON.parse(bytesOfRelease('snapshot-judged.json').toString()) as {
      verdict: string;
      findings: Pick<Finding, 'check' | 'outcome'>[];
    };
    expect(civilDateOf(new Date(run.startedAt))).toBe('2026-11-30');
    expect(run.verdict).toBe(judged.verdict);
    // Checks that came later may say more.
    const findings = run.findings.map(({ check, outcome, cause: causeId }) => ({ check, outcome, causeId }));
    expect(findings).toEqual(expect.arrayContaining(judged.findings));
    expect(judged.findings.length).toBeGreaterThan(10);
  });
});

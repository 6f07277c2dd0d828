import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { snapshotReader, textReportReader } from '../../../src/core/check-run/untrusted-readers.ts';
import { statusUpdatesReader } from '../../../src/core/delivery/untrusted-readers.ts';
import { BUNDLE_SCHEMA } from '../../../src/core/inspections/lab/bundle/station-bundle.ts';
import { signDocument } from '../../../src/core/inspections/record/signature-block.ts';
import {
  assetRegisterReader,
  bundleReader,
  photoReader,
  reportReader,
} from '../../../src/core/inspections/untrusted-readers.ts';
import type { UntrustedFiles } from '../../../src/core/platform/untrusted/read-apart.ts';
import type { UntrustedReader } from '../../../src/core/platform/untrusted/untrusted-reader.ts';
import { readPackage, writePackage } from '../../../src/core/platform/zip.ts';
import type { DeskKey } from '../../../src/core/published/policy-schema.ts';
import { templateReader } from '../../../src/core/reports/untrusted-readers.ts';
import { signFile } from '../../../src/core/signing/signed-file.ts';
import { generateSigningKey } from '../../../src/core/signing/signing-key.ts';
import type { Result } from '../../../src/shared/domain/result.ts';
import { index } from '../pc/facts.ts';
import { formRecord } from '../request/form-records.ts';
import { goodWorkbook } from '../lab/hostile-workbooks.ts';
import { SMALL_JPEG } from '../inspection/jpeg.ts';
import { LAB_NOW, runAt, stationAt } from '../lab/lab-session.ts';
import { contentOf } from '../request/reports.ts';
import { snapshotOf } from '../pc/runs.ts';
import { smallDocument } from '../inspection/signable-documents.ts';
import { SENT_TEXTS } from '../reports/sent-texts.ts';
import { ROOT } from '../vrlab.ts';
import { type Dice, mutatedBytes, mutatedJson, mutatedText } from './mutate.ts';

/** One file, to be read. */
export interface FuzzedFile {
  /** Of its reader. */
  readonly name: string;
  readBy(files: UntrustedFiles): Promise<Result<unknown>>;
}

const fileFor = <Input extends object>(reader: UntrustedReader<Input, Result<unknown>>, input: Input): FuzzedFile => ({
  name: reader.name,
  readBy: (files) => files.read(reader, input),
});

export type Make = (dice: Dice) => FuzzedFile;

/** A text of another program, changed as a text or as bytes, in one encoding or the other. */
export function sentText(dice: Dice): FuzzedFile {
  const text = dice.pick(SENT_TEXTS);
  const changed = dice.chance(0.6) ? mutatedText(text, dice) : dice.pick(SENT_TEXTS) + mutatedText(text, dice);
  const encoded = Buffer.from(changed, dice.chance(0.15) ? 'utf16le' : 'utf8');
  const bytes = dice.chance(0.4) ? mutatedBytes(encoded, dice) : encoded;
  return fileFor(textReportReader, { file: 't.txt', bytes, now: LAB_NOW });
}

/** Files as the program and common tools write them, changed inside and outside of their packing and signing. */
export async function fuzzedFiles(): Promise<Make> {
  const { key } = generateSigningKey();
  const workbook = await goodWorkbook();
  const content = contentOf('handling-sheet', formRecord());
  const template = readFileSync(path.join(ROOT, 'resources/templates/zh-CN/handling-sheet.docx'));
  const csv = Buffer.from('名称,序列号,数量,存放地点\n头显,LHR-1,1,VR-301\n"手柄,左","a""b",2,\n');
  const bundle = {
    schema: BUNDLE_SCHEMA,
    station: stationAt('07'),
    run: runAt('07'),
    program: '0.3.0',
    madeAt: '2026-11-22T09:00:00+08:00',
  };
  const updates = {
    schema: 'vrlab.request-updates/1',
    issuedAt: '2026-11-22T09:00:00+08:00',
    issuer: 'desk',
    updates: [],
  };
  const deskKeys = [{ id: 'desk', publicKey: key.publicKey, since: '2026-01-01' }] as unknown as readonly DeskKey[];
  const seal = {
    number: 'XJ-261122-0001',
    signedAt: '2026-11-22T09:00:00+08:00',
    sha256: 'a'.repeat(64),
    keyId: key.keyId,
    publicKey: key.publicKey,
    signature: 'A'.repeat(86),
  };
  const reports: Buffer[] = [];
  for (const format of ['pdf', 'docx', 'xlsx'] as const) {
    const document = await smallDocument(format);
    reports.push(document);
    try {
      reports.push(Buffer.from(signDocument(document, { format, seal, demo: false }, key)));
    } catch {
      // Made up as it is, not every seal can be written.
    }
  }
  reports.push(
    Buffer.from(
      signFile({ schema: 'vrlab.inspection-file/1', demo: false, records: [{ content: {}, people: null }] }, key),
    ),
  );
  const snapshot = snapshotOf(index());

  /** A package with one of its parts changed as text, packed again. */
  const inside = (file: Buffer, dice: Dice): Buffer => {
    const parts = new Map(readPackage(file));
    const name = dice.pick([...parts.keys()].filter((part) => /xml|rels/.test(part)));
    const text = Buffer.from(parts.get(name)!).toString();
    parts.set(dice.chance(0.1) ? `${name}x` : name, Buffer.from(mutatedText(text, dice)));
    return writePackage(parts, () => dice.chance(0.5));
  };
  const packaged = (file: Buffer, dice: Dice) => (dice.chance(0.6) ? inside(file, dice) : mutatedBytes(file, dice));
  const json = (value: unknown, dice: Dice) => Buffer.from(JSON.stringify(mutatedJson(value, dice)));
  /** Signed by somebody who may sign, whatever is in it. */
  const signed = (value: unknown, dice: Dice) =>
    dice.chance(0.7) ? Buffer.from(signFile(mutatedJson(value, dice), key)) : mutatedBytes(signFile(value, key), dice);

  const makers: readonly Make[] = [
    (dice) => fileFor(assetRegisterReader, { file: { name: 'b.xlsx', bytes: packaged(workbook, dice) }, now: LAB_NOW }),
    (dice) =>
      fileFor(assetRegisterReader, {
        file: {
          name: 'b.csv',
          bytes: dice.chance(0.5) ? mutatedBytes(csv, dice) : Buffer.from(mutatedText(csv.toString(), dice)),
        },
        now: LAB_NOW,
      }),
    (dice) => fileFor(bundleReader, { file: { name: 'b.vrlab-station', bytes: signed(bundle, dice) } }),
    (dice) => fileFor(statusUpdatesReader, { file: 'u.json', bytes: signed(updates, dice), deskKeys }),
    (dice) => fileFor(photoReader, { file: 'p.jpg', jpeg: mutatedBytes(SMALL_JPEG, dice) }),
    (dice) =>
      fileFor(reportReader, {
        file: 'r',
        bytes: mutatedBytes(dice.pick(reports), dice),
        ownKey: dice.pick([key.publicKey, null]),
      }),
    (dice) =>
      fileFor(snapshotReader, {
        file: 's.json',
        bytes: dice.chance(0.8) ? json(snapshot, dice) : mutatedBytes(Buffer.from(JSON.stringify(snapshot)), dice),
      }),
    (dice) => sentText(dice),
    (dice) => fileFor(templateReader, { file: 't.docx', template: packaged(template, dice), content }),
    // What is no file of its kind at all.
    (dice) => {
      const bytes = deflateRawSync(mutatedBytes(csv, dice));
      return dice.chance(0.5)
        ? fileFor(assetRegisterReader, { file: { name: 'x', bytes }, now: LAB_NOW })
        : fileFor(reportReader, { file: 'x', bytes, ownKey: null });
    },
  ];
  return (dice) => dice.pick(makers)(dice);
}

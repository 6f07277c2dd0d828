import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { signFile } from '../../../../src/core/signing/signed-file.ts';
import { generateSigningKey } from '../../../../src/core/signing/signing-key.ts';
import { signDocument } from '../../../../src/core/inspections/record/signature-block.ts';
import { verifyFile } from '../../../../src/core/inspections/record/verify-file.ts';
import { qrTextOf } from '../../../../src/core/inspections/record/qr-text.ts';
import { signRecord } from '../../../../src/core/records/signed-record.ts';
import { readPackage } from '../../../../src/core/platform/zip.ts';
import type { Verification } from '../../../../src/shared/domain/inspection/inspection-record.ts';
import type { ReportFormat } from '../../../../src/shared/domain/inspection/inspection-terms.ts';
import { material } from '../../../support/inspection/inspection-material.ts';
import { type ReportPc, reportPc } from '../../../support/inspection/report-pc.ts';
import { valueOf } from '../../../support/value-of.ts';
import { ulidOf } from '../../../support/request/requests.ts';
import { smallDocument, WORDS } from '../../../support/inspection/signable-documents.ts';

const ID = ulidOf(1);
const FORMATS: ReportFormat[] = ['pdf', 'docx', 'xlsx', 'json'];
const { key } = generateSigningKey();
const seal = signRecord({ number: 'XJ-1', sha256: 'ab'.repeat(32), signedAt: '2026-11-23T10:00:00.000+08:00' }, key);

async function signedPc(): Promise<ReportPc> {
  const pc = reportPc();
  await pc.put(material());
  const shown = valueOf(await pc.reports.report(ID));
  const name = { role: 'inspector', name: '张三', method: 'drawn', strokes: 'M 1 2 L 3 4' } as const;
  valueOf(await pc.reports.sign(ID, shown.seal, [name]));
  return pc;
}
const fileOf = async ({ reports }: ReportPc, format: ReportFormat): Promise<Buffer> =>
  Buffer.from(valueOf(await reports.document(ID, format, AbortSignal.any([]))).base64, 'base64');
const outcomeOf = (bytes: Uint8Array): Verification['outcome'] => verifyFile(bytes, null).outcome;

describe.each(FORMATS)('a signed report as %s', (format) => {
  let file: Buffer;
  let pc: ReportPc;

  const make = async () => {
    pc = await signedPc();
    file = await fileOf(pc, format);
  };

  it('a signed file is verified as genuine, here and on a PC that does not have the record', async () => {
    await make();
    const { record } = valueOf(await pc.reports.report(ID));
    const genuine = { outcome: 'genuine', format, demo: false, seal: record?.seal };
    expect(valueOf(await pc.reports.verify({ name: 'a', bytes: file }))).toEqual({
      ...genuine,
      database: 'agrees',
      signedHere: true,
    });
    expect(valueOf(await reportPc().reports.verify({ name: 'a', bytes: file }))).toEqual({
      ...genuine,
      database: 'absent',
      signedHere: false,
    });
  });

  it('a signed file is verified as altered after any change of a byte, and after any cut', async () => {
    await make();
    const places = Math.max(1, Math.floor(file.length / 150));
    const last = file.length - 1200;
    const unnoticed: number[] = [];
    for (let at = 0; at < file.length; at += at < 40 || at > last ? 1 : places) {
      const changed = Buffer.from(file);
      changed[at]! ^= [1, 4, 0x20][at % 3]!;
      if (outcomeOf(changed) !== 'altered') unnoticed.push(at);
    }
    expect(unnoticed).toEqual([]);
    const cuts = [1, 30, 700, 1300].map((missing) => file.subarray(0, file.length - missing));
    expect(cuts.filter((cut) => cut.length > file.length / 2 && outcomeOf(cut) !== 'altered')).toEqual([]);
    expect(outcomeOf(Buffer.concat([file, Buffer.from('\n')]))).toBe('altered');
    expect(outcomeOf(Buffer.concat([file, file]))).toBe('altered');
    expect(outcomeOf(file)).toBe('genuine');
  });

  it('a signed file is refused where its record was altered', async () => {
    await make();
    await pc.sql(`UPDATE inspections SET notes = replace(notes, '雨天', '晴天')`);
    expect(await pc.reports.document(ID, format, AbortSignal.any([]))).toMatchObject({
      problem: { code: 'inspection-rows-altered' },
    });
  });

  it('a report file is only a draft before it is signed', async () => {
    const open = reportPc();
    await open.put(material());
    const { base64, fileName } = valueOf(await open.reports.document(ID, format, AbortSignal.any([])));
    expect(fileName).toContain('草稿');
    expect(outcomeOf(Buffer.from(base64, 'base64'))).toBe('unsigned');
  });
});

describe('a record as a file', () => {
  it('a record file that another key signed after an alteration is not genuine', async () => {
    const pc = await signedPc();
    const { payload } = JSON.parse((await fileOf(pc, 'json')).toString()) as { payload: string };
    const value = Buffer.from(payload, 'base64').toString();
    expect(value).toContain('外皮破损');
    const again = (text: string, signer = key) => verifyFile(signFile(JSON.parse(text), signer), signer.publicKey);
    expect(again(value).outcome).toBe('genuine');
    expect(verifyFile(signFile(JSON.parse(value), key), null).outcome).toBe('altered');
    for (const [from, to] of [
      ['外皮破损', '外皮完好'],
      ['张三', '张四'],
      ['"demo":false', '"demo":true'],
      ['vrlab.inspection-record/1', 'vrlab.inspection-record/2'],
    ] as const)
      expect([to, again(value.replace(from, to)).outcome]).toEqual([to, 'altered']);
  });

  it('a signed file of another kind is no report', () => {
    expect(verifyFile(signFile({ schema: 'vrlab.other/1' }, key), null)).toMatchObject({ outcome: 'unsigned' });
  });
});

describe('a signature block', () => {
  it.each(['pdf', 'docx', 'xlsx'] as const)(
    'the signature block of another %s does not make a file genuine',
    async (format) => {
      const plain = await smallDocument(format);
      const sealed = Buffer.from(signDocument(plain, { format, seal, demo: true }, key));
      expect(verifyFile(sealed, null)).toMatchObject({ outcome: 'genuine', demo: true });
      const block = sealed.subarray(plain.length);
      const other = await smallDocument(format, 'XJ-261122-0001 conclusion: passed');
      const withSeal = signDocument(other, { format, seal, demo: true }, key).subarray(0, other.length);
      expect(outcomeOf(Buffer.concat([withSeal, block]))).toBe('altered');
      const twice = Buffer.concat([sealed, block]);
      expect(outcomeOf(twice)).toBe('altered');
      expect(() => signDocument(sealed, { format, seal, demo: true }, key)).toThrow('signed already');
      const foreign = generateSigningKey().key;
      const byAnother = signDocument(plain, { format, seal, demo: true }, foreign);
      expect(verifyFile(byAnother, null).outcome).toBe('altered');
      expect(verifyFile(byAnother, foreign.publicKey).outcome).toBe('genuine');
    },
  );

  it.each(['pdf', 'docx', 'xlsx'] as const)(
    'the signature block of a %s is short enough for its readers',
    async (format) => {
      const plain = await smallDocument(format);
      const { key: other } = generateSigningKey();
      const longest = signRecord({ ...seal, number: 'XJ-261122-7KQ3-'.padEnd(40, '9') }, key);
      const sealed = signDocument(plain, { format, seal: longest, demo: true }, other);
      // LibreOffice 7.4 opens an archive with a comment of 512 bytes, and none with 513; PDF readers take a kilobyte.
      expect(sealed.length - plain.length).toBeLessThanOrEqual(512);
      expect(verifyFile(sealed, other.publicKey)).toMatchObject({ outcome: 'genuine', seal: longest, demo: true });
    },
  );

  it('readers open signed documents', async () => {
    const sealed = async (format: 'pdf' | 'docx' | 'xlsx') =>
      Buffer.from(signDocument(await smallDocument(format), { format, seal, demo: false }, key));
    const pdf = await sealed('pdf');
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    const page = await (await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise).getPage(1);
    const { items } = await page.getTextContent();
    expect(items.map((item) => ('str' in item ? item.str : '')).join('')).toBe(WORDS);
    expect(Buffer.from(readPackage(await sealed('docx')).get('word/document.xml')!).toString()).toContain(WORDS);
    expect((await readXlsxFile(await sealed('xlsx')))[0]?.data).toEqual([[WORDS]]);
  });

  it('the text of a QR code is short, verifies, and no character of it can be changed', () => {
    const text = qrTextOf(seal);
    expect(text.length).toBeLessThan(900);
    expect(verifyFile(Buffer.from(`${text}\n`), null)).toMatchObject({ outcome: 'genuine', format: 'qr', seal });
    for (let at = 0; at < text.length; at += 1) {
      const changed = Buffer.from(text);
      changed[at]! ^= 1;
      expect([at, outcomeOf(changed)]).not.toEqual([at, 'genuine']);
    }
  });
});

it.each([
  ['an empty file', ''],
  ['a text', 'hello'],
  ['other JSON', '{"payload": 1}'],
  ['zeros', '\0'.repeat(100)],
])('no report, and verified as unsigned: %s', (_, text) => {
  expect(verifyFile(Buffer.from(text), null)).toMatchObject({ outcome: 'unsigned', seal: null });
});

it('an endlessly nested record, whoever signed it, is verified as altered and does not fail', async () => {
  const pc = await signedPc();
  const envelope = JSON.parse((await fileOf(pc, 'json')).toString()) as { payload: string; schema: string };
  const nested = Buffer.from(envelope.payload, 'base64')
    .toString()
    .replace('"remark":', () => `"nested":${'['.repeat(20_000)}${']'.repeat(20_000)},"remark":`);
  expect(nested).toContain('"nested":[[');
  const signature = Buffer.from(key.sign(Buffer.from(`${envelope.schema}\n${nested}`))).toString('base64');
  const payload = Buffer.from(nested).toString('base64');
  const forged = { ...envelope, payload, keyId: key.keyId, publicKey: key.publicKey, signature };
  expect(outcomeOf(Buffer.from(`${JSON.stringify(forged, null, 1)}\n`))).toBe('altered');
});

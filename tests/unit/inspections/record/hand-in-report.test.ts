import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHandingIn } from '../../../../src/core/inspections/record/hand-in-report.ts';
import { readSignedFile } from '../../../../src/core/signing/signed-file.ts';
import { type ServiceMessage, serviceMessageSchema } from '../../../../src/shared/domain/request-lifecycle.ts';
import { forcing, ID, pcWith, type ReportPc, signedPc } from '../../../support/inspection/report-pc.ts';
import { requestsIn } from '../../../support/request/request-desk.ts';
import { valueOf } from '../../../support/value-of.ts';

const never = new AbortController().signal;

/** With a folder that somebody carries to the service desk. */
function handingInOn({ folder, session, reports }: ReportPc) {
  const desk = path.join(folder, 'desk');
  mkdirSync(desk);
  const channel = { id: 'desk', title: '客服 U 盘', enabled: true, kind: 'folder', folder: desk };
  writeFileSync(
    path.join(folder, 'channels.json'),
    JSON.stringify({ schema: 'vrlab.channels/1', channels: [channel], updates: null }),
  );
  const requests = requestsIn(folder, session, []);
  const handingIn = createHandingIn({ ...reports, requests: () => Promise.resolve(requests) });
  return { handingIn, requests, desk };
}

const reportFileIn = (message: ServiceMessage): string =>
  message.type === 'request' ? (message.request.report?.file ?? '') : '';

describe('handing in a signed report', () => {
  it('leaves through the channels as it was shown, comes with a receipt, and verifies by itself at the other end', async () => {
    const { pc, record } = await signedPc();
    const { handingIn, requests, desk } = handingInOn(pc);
    const { message, seal, channels } = valueOf(await handingIn.previewHandIn(ID));
    expect(channels).toEqual([{ id: 'desk', title: '客服 U 盘' }]);
    expect(message).toMatchObject({
      request: {
        kind: 'inspection-report',
        promises: [],
        report: { inspection: ID, number: record.seal.number, sha256: record.seal.sha256, supplements: 0, file: null },
      },
    });
    const handedIn = valueOf(await handingIn.handIn(ID, message.id, seal));
    valueOf(await handingIn.handIn(ID, message.id, seal));
    expect(await handingIn.handedIn(ID)).toMatchObject({ value: [{ request: { number: handedIn.request.number } }] });
    valueOf(await requests.retry(null, never));
    expect(valueOf(await handingIn.handedIn(ID))).toMatchObject([
      { deliveries: [{ channel: 'desk', state: 'delivered', detail: expect.stringContaining('.vrlab.json') }] },
    ]);

    const [name] = readdirSync(desk);
    const bytes = readFileSync(path.join(desk, name!));
    const received = serviceMessageSchema.parse(valueOf(readSignedFile(bytes, name!, 33_000_000)).value);
    expect(received).toMatchObject({ id: message.id, request: { report: { number: record.seal.number } } });
    const { payload } = JSON.parse(reportFileIn(received)) as { payload: string };
    expect(Buffer.from(payload, 'base64').toString()).toContain('张三');
    expect(valueOf(await pc.reports.verify({ name: name!, bytes }))).toMatchObject({
      outcome: 'genuine',
      format: 'json',
      database: 'agrees',
    });
    const altered = Buffer.from(bytes.toString().replace(/"payload": "(.{400})./, '"payload": "$1A'));
    expect(valueOf(await pc.reports.verify({ name: name!, bytes: altered })).outcome).toBe('altered');
  });

  it('is no request among the faults, and no journal is at odds with it', async () => {
    const { pc } = await signedPc();
    const { handingIn, requests } = handingInOn(pc);
    const { message, seal } = valueOf(await handingIn.previewHandIn(ID));
    valueOf(await handingIn.handIn(ID, message.id, seal));
    expect(valueOf(await requests.list(10))).toEqual([]);
    expect(valueOf(await requests.find(message.id)).promises).toEqual([]);
    expect(await requests.examine()).toBeNull();
  });

  it('is refused while it is not signed, and once it was altered', async () => {
    const open = await pcWith();
    expect(await handingInOn(open).handingIn.previewHandIn(ID)).toMatchObject({
      problem: { code: 'inspection-not-signed' },
    });
    const { pc } = await signedPc();
    const { handingIn } = handingInOn(pc);
    const { message, seal } = valueOf(await handingIn.previewHandIn(ID));
    await pc.sql(
      forcing(`UPDATE inspection_records SET content = replace(content, '外皮破损', '外皮完好')`, [
        'inspection_records_unchanged',
      ]),
    );
    expect(await handingIn.handIn(ID, message.id, seal)).toMatchObject({ ok: false });
    expect(await handingIn.handedIn(ID)).toEqual({ ok: true, value: [] });
  });

  it('is what was shown: a correction in between is shown first', async () => {
    const { pc } = await signedPc();
    const { handingIn } = handingInOn(pc);
    const { message, seal } = valueOf(await handingIn.previewHandIn(ID));
    valueOf(await pc.reports.addSupplement(ID, { author: '李四', text: '机位 02 的序列号写错了。' }));
    expect(await handingIn.handIn(ID, message.id, seal)).toMatchObject({ problem: { code: 'preview-outdated' } });
    expect(valueOf(await handingIn.previewHandIn(ID)).message).toMatchObject({
      request: { report: { supplements: 1 } },
    });
  });
});

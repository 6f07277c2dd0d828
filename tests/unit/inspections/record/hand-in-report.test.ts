import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHandingIn } from '../../../../src/core/inspections/record/hand-in-report.ts';
import { readSignedFile, signFile } from '../../../../src/core/signing/signed-file.ts';
import { generateSigningKey } from '../../../../src/core/signing/signing-key.ts';
import type { FiledRequest, HandedInReport } from '../../../../src/shared/domain/service-request.ts';
import { type ServiceMessage, serviceMessageSchema } from '../../../../src/shared/domain/request-lifecycle.ts';
import { forcing, ID, pcWith, type ReportPc, signedPc } from '../../../support/inspection/report-pc.ts';
import { requestsIn } from '../../../support/request/request-desk.ts';
import { draft } from '../../../support/request/requests.ts';
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

function filedIn(message: ServiceMessage): FiledRequest {
  if (message.type !== 'request') throw new Error(message.type);
  return message.request;
}
const reportIn = (message: ServiceMessage): HandedInReport => filedIn(message).report!;

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
    const handedIn = valueOf(await handingIn.handIn(ID, seal));
    valueOf(await handingIn.handIn(ID, seal));
    expect(await handingIn.handedIn(ID)).toMatchObject({ value: [{ request: { number: handedIn.request.number } }] });
    valueOf(await requests.retry(null, never));
    expect(valueOf(await handingIn.handedIn(ID))).toMatchObject([
      { deliveries: [{ channel: 'desk', state: 'delivered', detail: expect.stringContaining('.vrlab.json') }] },
    ]);

    const [name] = readdirSync(desk);
    const bytes = readFileSync(path.join(desk, name!));
    const received = serviceMessageSchema.parse(valueOf(readSignedFile(bytes, name!, 33_000_000)).value);
    expect(received).toMatchObject({ id: message.id, request: { report: { number: record.seal.number } } });
    const { payload } = JSON.parse(reportIn(received).file!) as { payload: string };
    expect(Buffer.from(payload, 'base64').toString()).toContain('张三');
    expect(valueOf(await pc.reports.verify({ name: name!, bytes }))).toMatchObject({
      outcome: 'genuine',
      format: 'json',
      database: 'agrees',
    });
    const lying = { ...received, request: { ...filedIn(received), report: { ...reportIn(received), problems: 0 } } };
    const { key } = generateSigningKey();
    expect(valueOf(await pc.reports.verify({ name: name!, bytes: signFile(lying, key) })).outcome).toBe('altered');
    const altered = Buffer.from(bytes.toString().replace(/"payload": "(.{400})./, '"payload": "$1A'));
    expect(valueOf(await pc.reports.verify({ name: name!, bytes: altered })).outcome).toBe('altered');
  });

  it('is no request among the faults, and no journal is at odds with it', async () => {
    const { pc } = await signedPc();
    const { handingIn, requests } = handingInOn(pc);
    const { message, seal } = valueOf(await handingIn.previewHandIn(ID));
    valueOf(await handingIn.handIn(ID, seal));
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
    const { seal } = valueOf(await handingIn.previewHandIn(ID));
    await pc.sql(
      forcing(`UPDATE inspection_records SET content = replace(content, '外皮破损', '外皮完好')`, [
        'inspection_records_unchanged',
      ]),
    );
    expect(await handingIn.handIn(ID, seal)).toMatchObject({ ok: false });
    expect(await handingIn.handedIn(ID)).toEqual({ ok: true, value: [] });
  });

  it('does not leave with another file than it was handed in with', async () => {
    const { pc } = await signedPc();
    const { handingIn, requests, desk } = handingInOn(pc);
    valueOf(await handingIn.handIn(ID, valueOf(await handingIn.previewHandIn(ID)).seal));
    await pc.sql(`UPDATE messages SET body = json_set(body, '$.request.report.file', 'another')`);
    expect(await requests.examine()).toMatchObject({ code: 'requests-changed' });
    await requests.retry(null, never);
    expect(readdirSync(desk)).toEqual([]);
  });

  it('is handed in once, however many look at it and confirm', async () => {
    const { pc } = await signedPc();
    const { handingIn, requests } = handingInOn(pc);
    const previews = [valueOf(await handingIn.previewHandIn(ID)), valueOf(await handingIn.previewHandIn(ID))];
    await Promise.all(previews.map(({ seal }) => handingIn.handIn(ID, seal)));
    const [handedIn, ...more] = valueOf(await handingIn.handedIn(ID));
    expect(more).toEqual([]);
    const event = { type: 'withdrawn', text: '', satisfaction: null } as const;
    expect(await requests.previewEvent(handedIn!.request.id, event)).toMatchObject({
      problem: { code: 'request-event-not-allowed' },
    });
  });

  it('does not answer for a repair that was given its id, and a row without a request hides none', async () => {
    const { pc } = await signedPc();
    const { handingIn, requests } = handingInOn(pc);
    const { message, seal: shown } = valueOf(await handingIn.previewHandIn(ID));
    valueOf(await handingIn.handIn(ID, shown));
    const repair = { ...draft(), id: message.id };
    const { seal } = valueOf(await requests.preview(repair));
    expect(await requests.file(repair, seal)).toMatchObject({ problem: { code: 'request-filed-already' } });
    await pc.sql(`INSERT INTO handed_in_reports VALUES ('01KAMTZ5ZG0000000000000055', '${ID}')`);
    expect(valueOf(await handingIn.handedIn(ID))).toMatchObject([{ request: { id: message.id } }]);
  });

  it('is what was shown: a correction in between is shown first', async () => {
    const { pc } = await signedPc();
    const { handingIn } = handingInOn(pc);
    const { seal } = valueOf(await handingIn.previewHandIn(ID));
    valueOf(await pc.reports.addSupplement(ID, { author: '李四', text: '机位 02 的序列号写错了。' }));
    expect(await handingIn.handIn(ID, seal)).toMatchObject({ problem: { code: 'preview-outdated' } });
    expect(valueOf(await handingIn.previewHandIn(ID)).message).toMatchObject({
      request: { report: { supplements: 1 } },
    });
  });
});

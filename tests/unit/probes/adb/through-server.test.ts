import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ADB_STATES, adbFactsSchema } from '../../../../src/shared/domain/adb-facts.ts';
import { readOnce, quest3, serve } from '../../../support/adb/described.ts';
import { usb } from '../../../support/pc/facts.ts';

const ONE = '1WMHH000X00001';
const TWO = '1WMHH000X00002';
const DUMP = 'dumpsys battery';

describe('headsets behind a running adb server', () => {
  it('are read, with what they say and the USB device they are', async () => {
    const { place } = await serve([quest3(ONE, { usb: '1-2' }), quest3(TWO)]);
    const plugged = {
      devices: [usb('1-2', '2833:0186', { serial: ONE }), usb('1-4', '2833:0186', { serial: TWO })],
    };
    const facts = await readOnce({ server: place }, { usb: plugged });
    expect(adbFactsSchema.parse(facts)).toEqual(facts);
    expect(facts).toMatchObject({ way: 'running', serverVersion: 41, foreignService: false });
    expect(facts.headsets).toMatchObject([
      { serial: ONE, state: 'device', link: 'usb', usbKey: '1-2' },
      { serial: TWO, state: 'device', link: 'usb', usbKey: '1-4' },
    ]);
    expect(facts.headsets[0]!.sections).toMatchObject({
      identity: { status: 'read', value: { model: 'Quest 3' } },
      storage: { status: 'read', value: { freeBytes: 83 } },
      wifi: { status: 'unread', reason: 'not-asked' },
    });
  });

  it.each(ADB_STATES)('in state %s are listed, and asked only where they may answer', async (state) => {
    const { place, server } = await serve([quest3(ONE, { state })]);
    const { headsets } = await readOnce({ server: place });
    expect(headsets).toMatchObject([{ serial: ONE, state }]);
    expect(headsets[0]!.sections === null).toBe(state !== 'device');
    expect(server.asked.length > 0).toBe(state === 'device');
  });

  it('with one serial number are two all the same', async () => {
    const { place } = await serve([quest3(ONE), quest3(ONE, { battery: { level: 7 } })]);
    const { headsets } = await readOnce({ server: place });
    expect(headsets.map(({ sections }) => sections?.storage)).toMatchObject([
      { value: { freeBytes: 83 } },
      { value: { freeBytes: 7 } },
    ]);
  });

  it('in the network are named by their serial number, never by their address', async () => {
    const there = quest3('192.0.2.7:5555', { link: 'network', properties: { 'ro.serialno': ONE } });
    const silent = quest3('192.0.2.8:5555', { link: 'network', state: 'offline' });
    const announced = quest3(`adb-${TWO}-a1B2c3._adb-tls-connect._tcp`, { link: 'network' });
    const { place } = await serve([there, silent, announced]);
    const facts = await readOnce({ server: place });
    expect(facts.headsets.map(({ serial, link }) => [serial, link])).toEqual([
      [ONE, 'network'],
      ['network-2', 'network'],
      [TWO, 'network'],
    ]);
    expect(JSON.stringify(facts)).not.toContain('192.0.2');
  });

  it('cost their deadline where they hang, and nobody else anything', async () => {
    const hangs = quest3(ONE, { answers: { getprop: { hang: true }, [DUMP]: { hang: true } } });
    const { place } = await serve([hangs, quest3(TWO)]);
    const { headsets } = await readOnce({ server: place });
    expect(headsets[0]!.sections).toMatchObject({
      identity: { status: 'unread', reason: 'no-answer' },
      storage: { status: 'unread', reason: 'no-answer' },
    });
    expect(headsets[1]!.sections?.identity.status).toBe('read');
    // Two seconds and three tenths.
    expect(headsets[0]!.durationMs).toBeGreaterThan(2200);
    expect(headsets[1]!.durationMs).toBeLessThan(headsets[0]!.durationMs / 2);
  });

  it('unplugged in the middle are gone from there on', async () => {
    const pulled = quest3(ONE, { answers: { [DUMP]: { stdout: '  level: 8', unplug: true } } });
    const { place } = await serve([pulled]);
    const { headsets } = await readOnce({ server: place });
    expect(headsets[0]!.sections).toMatchObject({
      identity: { status: 'read' },
      storage: { status: 'unread', reason: 'gone' },
    });
  });

  it('may send 100 MB: no more than the limit is kept, and the rest of them answers', async () => {
    const line = `[ro.noise]: [${'x'.repeat(1000)}]\n`;
    const { place } = await serve([quest3(ONE, { answers: { getprop: { stdout: line, times: 100_000 } } })]);
    const before = process.memoryUsage().rss;
    const { headsets } = await readOnce({ server: place });
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024);
    expect(headsets[0]!.sections).toMatchObject({
      identity: { status: 'unread', reason: 'cut' },
      storage: { status: 'read' },
    });
  });

  it('that hang or send without end are hung up on: no connection stays', async () => {
    const endless = { stdout: 'x'.repeat(100_000), times: 100_000 };
    const { place, server } = await serve([
      quest3(ONE, { answers: { getprop: endless } }),
      quest3(TWO, { answers: { [DUMP]: { hang: true } } }),
    ]);
    await readOnce({ server: place });
    await expect.poll(() => server.connections).toBe(0);
  });

  it('are left at once when the check is cancelled', async () => {
    const { place, server } = await serve([quest3(ONE, { answers: { getprop: { hang: true } } })]);
    const cancel = new AbortController();
    const reading = readOnce({ server: place }, { signal: cancel.signal });
    await expect.poll(() => server.asked.length).toBe(1);
    const begun = performance.now();
    cancel.abort();
    await reading;
    expect(performance.now() - begun).toBeLessThan(1500);
    expect(server.asked).toHaveLength(1);
  });

  it('are asked by serial number where the server is too old to number its connections', async () => {
    const { place } = await serve([quest3(ONE)], 39);
    const { headsets, serverVersion } = await readOnce({ server: place });
    expect(serverVersion).toBe(39);
    expect(headsets[0]!.sections?.identity.status).toBe('read');
  });

  it('are asked at once, twenty of them', async () => {
    const serials = Array.from({ length: 20 }, (_, at) => `1WMHH000X${String(at).padStart(5, '0')}`);
    const { place, server } = await serve(
      serials.map((serial) => quest3(serial, { answers: { getprop: { hang: true } } })),
    );
    const cancel = new AbortController();
    const reading = readOnce({ server: place }, { signal: cancel.signal });
    // One after the other, each silent one would cost its deadline first.
    await expect.poll(() => server.asked.length, { timeout: 5000 }).toBeGreaterThanOrEqual(serials.length);
    cancel.abort();
    await reading;
  });

  it('leave no rejection behind that nobody hears', async () => {
    const heard: unknown[] = [];
    const listen = (cause: unknown) => heard.push(cause);
    process.on('unhandledRejection', listen);
    const { place, server } = await serve([quest3(ONE, { answers: { getprop: { hang: true } } }), quest3(TWO)]);
    const cancel = new AbortController();
    const reading = readOnce({ server: place }, { signal: cancel.signal });
    await expect.poll(() => server.asked.length).toBeGreaterThan(1);
    server.unplug(TWO);
    await server.close();
    await sleep(50);
    cancel.abort();
    await reading;
    await sleep(100);
    process.off('unhandledRejection', listen);
    expect(heard).toEqual([]);
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { findServer } from '../../../../src/core/probes/adb/ask-server.ts';
import { startOwnServer, untilListed } from '../../../../src/core/probes/adb/own-server.ts';
import { readOnce, quest3, serve } from '../../../support/adb/described.ts';
import { GOOGLE_ADB, googleAdb, WITHOUT_ADB } from '../../../support/adb/google-adb.ts';
import { usb } from '../../../support/pc/facts.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const never = new AbortController().signal;
const ADB_INTERFACE = {
  number: 1,
  classCode: 0xff,
  subclassCode: 0x42,
  protocolCode: 1,
  endpointCount: 2,
  isochronous: false,
  driver: null,
};
const HEADSET = { devices: [usb('1-2', '2833:0186', { interfaces: [ADB_INTERFACE] })] };
const noUsb = () => Promise.resolve({ getDevices: () => Promise.resolve([]) });
const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe.skipIf(GOOGLE_ADB === null)(`an adb server of our own (${GOOGLE_ADB ?? WITHOUT_ADB})`, () => {
  // Adb keeps its keys at home.
  beforeEach(() => void vi.stubEnv('HOME', temporaryFolder()));

  it('answers on a port of its own and is gone when it is ended', async () => {
    const server = await startOwnServer(GOOGLE_ADB!, never);
    expect(server).not.toBeNull();
    const { place, pid, version, end } = server!;
    expect(version).toBeGreaterThanOrEqual(39);
    expect(place).not.toMatchObject({ port: 5037 });
    expect(await untilListed(place, 0, never)).toEqual([]);
    await end();
    expect(isRunning(pid)).toBe(false);
    expect(await findServer(place, never)).toEqual({ kind: 'nobody' });
  });

  it('neither asks nor ends another one', async () => {
    const { place, port, server: other } = await serve([quest3('1WMHH000X00001')]);
    const server = await startOwnServer(GOOGLE_ADB!, never);
    await server!.end();
    expect(other.asked).toEqual([]);
    expect((await findServer(place, never)).kind).toBe('server');
    expect(await googleAdb(port, 'devices')).toContain('1WMHH000X00001');
  });

  it('is started only where USB shows something to ask and no server runs', async () => {
    const without = { platformTools: () => GOOGLE_ADB, dataDirectory: temporaryFolder(), usb: noUsb };
    expect((await readOnce({ without }, { usb: { devices: [] } })).way).toBe('none');
    expect((await readOnce({ without })).way).toBe('none');
    const own = await readOnce({ without }, { usb: HEADSET });
    expect(own).toMatchObject({ way: 'own', headsets: [] });
    const { place } = await serve([]);
    expect((await readOnce({ without, server: place }, { usb: HEADSET })).way).toBe('running');
  });

  it('that does not start leaves headsets to the direct way', async () => {
    const without = { platformTools: () => '/bin/false', dataDirectory: temporaryFolder(), usb: noUsb };
    expect((await readOnce({ without }, { usb: HEADSET })).way).toBe('direct');
  });

  it('is ended when the check is cancelled', async () => {
    const cancel = new AbortController();
    const starting = startOwnServer(GOOGLE_ADB!, cancel.signal);
    cancel.abort();
    expect(await starting).toBeNull();
  });
});

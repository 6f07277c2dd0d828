import { type AdbCredentialStore, AdbDaemonTransport } from '@yume-chan/adb';
import { AdbDaemonWebUsbDevice, AdbDaemonWebUsbDeviceManager } from '@yume-chan/adb-daemon-webusb';
import type { AdbState } from '../../../shared/domain/adb-facts.ts';
import { messageOf } from '../../platform/message-of.ts';
import type { HeadsetLine } from './ask-headset.ts';

/** A headset that is spoken to over USB without a server. */
export interface DirectHeadset {
  readonly serial: string;
  readonly state: AdbState;
  /** There where the state is `device`. */
  readonly line: HeadsetLine | null;
  readonly close: () => Promise<void>;
}

/** A headset that knows this PC answers at once; another one asks its wearer, for whom a check does not wait. */
const CONSENT_MS = 3000;

/** Opens every headset that the system shows with adb's interface. Never rejects for one of them. */
export async function openDirectly(
  usb: USB,
  keys: AdbCredentialStore,
  signal: AbortSignal,
  consentMs = CONSENT_MS,
): Promise<DirectHeadset[]> {
  const devices = await new AdbDaemonWebUsbDeviceManager(usb).getDevices();
  return await Promise.all(devices.map((device) => openOne(device, keys, signal, consentMs)));
}

async function openOne(
  device: AdbDaemonWebUsbDevice,
  keys: AdbCredentialStore,
  signal: AbortSignal,
  consentMs: number,
): Promise<DirectHeadset> {
  const { serial, raw } = device;
  const close = () => raw.close().catch(() => undefined);
  const closed = async (state: AdbState): Promise<DirectHeadset> => {
    await close();
    return { serial, state, line: null, close };
  };
  let asksWearer = false;
  const watched: AdbCredentialStore = {
    iterateKeys() {
      asksWearer = true;
      return keys.iterateKeys();
    },
    generateKey: () => keys.generateKey(),
  };
  try {
    const connection = await device.connect();
    const transport = await inTime(
      AdbDaemonTransport.authenticate({
        serial,
        connection,
        credentialStore: watched,
        // Answers are read whole; a headset must not send ahead of its reader.
        initialDelayedAckBytes: 0,
      }),
      signal,
      consentMs,
    );
    if (transport === null) return await closed(asksWearer ? 'unauthorized' : 'offline');
    transport.disconnected.catch(() => undefined);
    return { serial, state: 'device', line: lineOver(transport), close };
  } catch (cause) {
    return await closed(stateAfter(cause));
  }
}

const lineOver = (transport: AdbDaemonTransport): HeadsetLine => ({
  shellV2: transport.banner.features.some((feature) => feature === 'shell_v2'),
  gone: transport.disconnected,
  async open(service, until) {
    const socket = await transport.connect(service);
    const close = () => void Promise.resolve(socket.close()).catch(() => undefined);
    if (until.aborted) close();
    else until.addEventListener('abort', close, { once: true });
    return socket;
  },
});

/** Null: not in time. */
async function inTime<Value>(work: Promise<Value>, signal: AbortSignal, ms: number): Promise<Value | null> {
  const late = Promise.withResolvers<null>();
  const stop = () => late.resolve(null);
  const timer = setTimeout(stop, ms);
  signal.addEventListener('abort', stop, { once: true });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

function stateAfter(cause: unknown): AdbState {
  // Another program, such as an adb server on another port, holds it.
  if (cause instanceof AdbDaemonWebUsbDevice.DeviceBusyError) return 'unknown';
  return /access|permission|denied|EACCES|EPERM/i.test(messageOf(cause)) ? 'no-permissions' : 'offline';
}

import type { NetConnectOpts } from 'node:net';
import { AdbServerClient } from '@yume-chan/adb';
import { AdbServerNodeTcpConnector } from '@yume-chan/adb-server-node-tcp';
import type { HeadsetLine } from './ask-headset.ts';
import type { ListedHeadset } from './listed-headsets.ts';

/** A client whose sockets are destroyed with the signal: Tango itself only says goodbye, and a sender may never listen. */
function clientUntil(place: NetConnectOpts, signal: AbortSignal): AdbServerClient {
  const connector = new AdbServerNodeTcpConnector(place);
  return new AdbServerClient({
    connect: (options) => connector.connect({ unref: options?.unref, signal }),
    addReverseTunnel: () => Promise.reject(new Error('nothing is forwarded')),
    removeReverseTunnel: () => undefined,
    clearReverseTunnels: () => undefined,
  });
}

const selectorOf = ({ transportId, serial }: ListedHeadset): AdbServerClient.DeviceSelector =>
  transportId === null ? { serial } : { transportId };

/** The way to a headset through an adb server. @throws where the server no longer knows it. */
export async function lineThroughServer(
  place: NetConnectOpts,
  headset: ListedHeadset,
  signal: AbortSignal,
): Promise<HeadsetLine> {
  const selector = selectorOf(headset);
  const asked = new AbortController();
  try {
    const client = clientUntil(place, AbortSignal.any([signal, asked.signal]));
    const { features } = await client.getDeviceFeatures(selector);
    return {
      shellV2: features.some((feature) => feature === 'shell_v2'),
      open: (service, until) => clientUntil(place, until).createDeviceConnection(selector, service),
    };
  } finally {
    asked.abort();
  }
}

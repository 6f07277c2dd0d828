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

/** How a request names its headset: old servers have no transport ids, which Tango asks for. */
const chosen = ({ transportId, serial }: ListedHeadset) =>
  transportId === null
    ? { forService: `host:transport:${serial}`, about: `host-serial:${serial}` }
    : { forService: `host:transport-id:${transportId}`, about: `host-transport-id:${transportId}` };

/** The way to a headset through an adb server. @throws where the server no longer knows it. */
export async function lineThroughServer(
  place: NetConnectOpts,
  headset: ListedHeadset,
  signal: AbortSignal,
): Promise<HeadsetLine> {
  const { forService, about } = chosen(headset);
  const asked = new AbortController();
  try {
    const client = clientUntil(place, AbortSignal.any([signal, asked.signal]));
    const features = await (await client.createConnection(`${about}:features`)).readString();
    return {
      shellV2: features.split(',').includes('shell_v2'),
      async open(service, until) {
        const stream = await clientUntil(place, until).createConnection(forService);
        await stream.writeString(service);
        await stream.readOkay();
        return stream.release();
      },
    };
  } finally {
    asked.abort();
  }
}

import { access, constants, stat } from 'node:fs/promises';
import net from 'node:net';
import tls from 'node:tls';
import type { ChannelReport } from '../../shared/domain/channel-entry.ts';
import type { ChannelSettings } from '../../shared/domain/channel.ts';
import type { DeliveryReason } from '../../shared/domain/delivery.ts';
import { trustedBesides } from './channel.ts';
import { codeOf, troubleWith } from './http/exchange.ts';

/** How a channel is found without anything being sent by it. */
export interface ExaminedChannel {
  readonly report: ChannelReport;
  /** Why its server or folder cannot be reached now; null: it can. */
  readonly unreachable: DeliveryReason | null;
}

/** @param extraCertificates as channels trust them. */
export const examineChannels = (
  reports: readonly ChannelReport[],
  extraCertificates: readonly string[],
  timeoutMs = 5000,
): Promise<ExaminedChannel[]> =>
  Promise.all(
    reports.map(async (report) => ({
      report,
      unreachable: await reasonNotReached(report.settings, extraCertificates, timeoutMs),
    })),
  );

async function reasonNotReached(
  settings: ChannelSettings,
  extraCertificates: readonly string[],
  timeoutMs: number,
): Promise<DeliveryReason | null> {
  if (settings.kind === 'folder') return await folderReason(settings.folder);
  if (settings.kind === 'smtp') {
    const { host, port, security } = settings;
    return await connectionReason({ host, port, secure: security === 'tls' }, extraCertificates, timeoutMs);
  }
  const url = new URL(settings.kind === 'webhook' ? settings.url : settings.endpoint);
  const secure = url.protocol === 'https:';
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return await connectionReason({ host, port, secure }, extraCertificates, timeoutMs);
}

async function folderReason(folder: string): Promise<DeliveryReason | null> {
  try {
    if (!(await stat(folder)).isDirectory()) return 'folder-missing';
    await access(folder, constants.W_OK);
    return null;
  } catch (cause) {
    return codeOf(cause) === 'EACCES' || codeOf(cause) === 'EROFS' ? 'refused' : 'folder-missing';
  }
}

interface Server {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
}

/** Connects, as far as the encryption goes, and hangs up. */
function connectionReason(
  { host, port, secure }: Server,
  extraCertificates: readonly string[],
  timeoutMs: number,
): Promise<DeliveryReason | null> {
  return new Promise((resolve) => {
    const ca = extraCertificates.length > 0 ? { ca: trustedBesides(extraCertificates) } : {};
    const named = net.isIP(host) === 0 ? { servername: host } : {};
    const socket = secure ? tls.connect({ host, port, ...named, ...ca }) : net.connect({ host, port });
    const end = (reason: DeliveryReason | null) => {
      resolve(reason);
      socket.destroy();
    };
    socket.setTimeout(timeoutMs, () => end('no-answer'));
    socket.once(secure ? 'secureConnect' : 'connect', () => end(null));
    socket.on('error', (cause) => end(troubleWith(cause, false).reason));
  });
}

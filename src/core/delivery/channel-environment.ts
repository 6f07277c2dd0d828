import tls from 'node:tls';
import type { Dependencies } from '../dependencies/dependencies.ts';

/** Naming certificates for a connection replaces those trusted anyway, so these are named with them. */
export const trustedBesides = (extra: readonly string[]): string[] => [...tls.getCACertificates('default'), ...extra];

/** Those of the operating system, where schools put their own authority; read at the first call, which takes a tenth of a second. */
export const systemCertificates = (): readonly string[] => tls.getCACertificates('system');

/** How long one exchange may take, from the first packet to the last byte. */
const EXCHANGE_TIMEOUT_MS = 20_000;

/** What channels need of the PC they run on. */
export interface ChannelEnvironment extends Pick<Dependencies, 'now' | 'deviceKey'> {
  /** For one exchange with a receiver. */
  readonly timeoutMs: number;
  /** PEM certificates trusted besides those the program trusts anyway, e.g. of a school's own authority. */
  readonly extraCertificates: readonly string[];
}

export const channelEnvironment = ({
  now,
  deviceKey,
}: Pick<Dependencies, 'now' | 'deviceKey'>): ChannelEnvironment => ({
  now,
  timeoutMs: EXCHANGE_TIMEOUT_MS,
  get extraCertificates() {
    return systemCertificates();
  },
  deviceKey,
});

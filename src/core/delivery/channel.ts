import tls from 'node:tls';
import type { TestMessage } from '../../shared/domain/channel-entry.ts';
import type { DeliveryReason } from '../../shared/domain/delivery.ts';
import type { ServiceMessage } from '../../shared/domain/request-lifecycle.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';

/** How one attempt went. Success is what the channel itself calls success, never an HTTP status alone. */
export type TryOutcome =
  | { readonly result: 'delivered'; readonly receipt: string | null }
  /** Nothing can have arrived: no network, connection or TLS refused, a sign-in page, no USB drive. Never counts towards giving up. */
  | { readonly result: 'unreachable'; readonly reason: DeliveryReason; readonly detail: string }
  /** Bytes left the PC and no answer came. */
  | { readonly result: 'uncertain'; readonly reason: DeliveryReason; readonly detail: string }
  /** The receiver asks to come again; `notBefore` by its Retry-After or its published throttle. */
  | {
      readonly result: 'later';
      readonly reason: DeliveryReason;
      readonly detail: string;
      readonly retryAfterMs: number | null;
    }
  /** Refused for good: the same message would be refused again. */
  | { readonly result: 'rejected'; readonly reason: DeliveryReason; readonly detail: string }
  /** The channel itself is unusable until somebody repairs it (wrong secret, 410 Gone): the whole lane waits. */
  | { readonly result: 'channel-unusable'; readonly reason: DeliveryReason; readonly detail: string };

/** What goes through a channel. */
export type ChannelMessage = ServiceMessage | TestMessage;

export interface Try {
  /** An earlier attempt may have arrived: the message says so where the receiver cannot recognise it. */
  readonly mayBeRepeated: boolean;
}

/** One way out of the PC. One file per kind; knows nothing of queues. */
export interface Channel {
  readonly id: string;
  /** The receiver recognises a repetition by the id of the message. */
  readonly idempotent: boolean;
  /** Messages a minute that the receiver accepts; null: as many as you like. */
  readonly perMinute: number | null;
  /** Never throws. Ends soon after the signal does. */
  send(message: ChannelMessage, attempt: Try, signal: AbortSignal): Promise<TryOutcome>;
}

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

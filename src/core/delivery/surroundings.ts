import type { Result } from '../../shared/domain/result.ts';
import { EXCHANGE_TIMEOUT_MS } from './http/exchange.ts';
import { systemCertificates } from './trusted-certificates.ts';
import type { SigningKey } from '../signing/signing-key.ts';

/** What channels need of the PC they run on. */
export interface DeliverySurroundings {
  readonly now: () => Date;
  /** For one exchange with a receiver. */
  readonly timeoutMs: number;
  /** PEM certificates trusted besides those the program trusts anyway, e.g. of a school's own authority. */
  readonly extraCertificates: readonly string[];
  /** Signs what leaves by file; made at first use. */
  readonly deviceKey: () => Promise<Result<SigningKey>>;
}

export const deliverySurroundings = (deviceKey: DeliverySurroundings['deviceKey']): DeliverySurroundings => ({
  now: () => new Date(),
  timeoutMs: EXCHANGE_TIMEOUT_MS,
  get extraCertificates() {
    return systemCertificates();
  },
  deviceKey,
});

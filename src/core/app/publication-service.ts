import { setTimeout as wait } from 'node:timers/promises';
import { formatInstant } from '../../shared/beijing-time.ts';
import type { PublicationNews } from '../../shared/contract.ts';
import type { PublicationLook } from '../../shared/domain/publication-source.ts';
import { fail, type Result } from '../../shared/domain/result.ts';
import { followSource } from '../publication/fetch/follow-source.ts';
import { createPublicationFetch } from '../publication/fetch/publication-fetch.ts';
import { listInstallations } from '../publication/install/publication-log.ts';
import { formatFingerprint } from '../publication/trust/fingerprint.ts';
import type { PublicationInUse } from '../publication/publication-in-use.ts';

/** New publications for a running program. */
export interface PublicationService {
  news(): Promise<PublicationNews>;
  /** Looks now, because a person asked. @returns also `publication-source-missing`. */
  look(signal: AbortSignal): Promise<Result<PublicationLook>>;
  /** Looks by itself until the signal is aborted. */
  follow(signal: AbortSignal): Promise<void>;
}

interface ServiceDependencies {
  readonly publicationInUse: PublicationInUse;
  readonly now: () => Date;
  /** Whether a check runs: nothing is verified and installed meanwhile. */
  readonly isBusy: () => boolean;
}

/** Two groups of its digits. */
const SHORT_FINGERPRINT = 17;

const WHILE_BUSY_MS = 500;
/** A check takes seconds; one that does not end keeps no publication away. */
const LONGEST_BUSY_MS = 120_000;

export function createPublicationService({ publicationInUse, now, isBusy }: ServiceDependencies): PublicationService {
  const { publication, dataDirectory } = publicationInUse;
  const quiet = async (signal: AbortSignal): Promise<void> => {
    const until = performance.now() + LONGEST_BUSY_MS;
    while (isBusy() && !signal.aborted && performance.now() < until)
      await wait(WHILE_BUSY_MS, undefined, { signal, ref: false }).catch(() => undefined);
  };
  // With a publication named for this run nothing is fetched: it would not be used.
  const fetch = dataDirectory === null ? null : createPublicationFetch({ dataDirectory, clock: now, quiet });
  return {
    async news() {
      const { chosen } = publicationInUse;
      const status = await fetch?.status();
      const log = dataDirectory === null ? [] : await listInstallations(dataDirectory);
      const entry = log.find(
        ({ version, timestampVersion }) =>
          version === chosen?.verified.version && timestampVersion === chosen.verified.timestampVersion,
      );
      const origin = chosen?.origin.kind ?? 'embedded';
      const source = status?.source ?? null;
      return {
        stamp: publication.stampAt(now()),
        title: publication.identity.title,
        origin,
        from: origin === 'kept' ? (entry?.place ?? null) : null,
        installedAt: origin === 'kept' ? (entry?.installedAt ?? null) : null,
        signer: chosen === null ? null : formatFingerprint(chosen.verified.root.anchor).slice(0, SHORT_FINGERPRINT),
        expires: chosen === null ? null : formatInstant(chosen.verified.expires.at),
        source:
          source?.ok === true && source.value !== null
            ? { place: source.value.place, enabled: source.value.enabled }
            : null,
        sourceProblem: source?.ok === false ? source.problem : null,
        last: status?.looks.last ?? null,
        lastGood: status?.looks.lastGood ?? null,
      };
    },
    async look(signal) {
      if (fetch === null) return fail('publication-source-missing');
      const look = await fetch.look('person', signal);
      await publicationInUse.refresh();
      return look;
    },
    async follow(signal) {
      if (fetch !== null) await followSource({ fetch, refresh: () => publicationInUse.refresh(), clock: now }, signal);
    },
  };
}

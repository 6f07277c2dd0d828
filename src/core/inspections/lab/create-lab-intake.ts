import { formatInstant } from '../../../shared/beijing-time.ts';
import { type Result, succeed } from '../../../shared/domain/result.ts';
import type { SigningKey } from '../../signing/signing-key.ts';
import { readApart } from '../../platform/untrusted/read-apart.ts';
import { assetRegisterReader, bundleReader } from '../untrusted-readers.ts';
import type { InspectionSessions, LabIntake } from '../inspections.ts';
import type { OpenSession } from '../../records/material.ts';
import type { InspectionRules } from '../../published/inspection-rules.ts';
import type { InspectionDependencies } from '../inspection-dependencies.ts';
import { judgeBundle } from './bundle/judge-bundle.ts';
import { knownKeysOf } from './bundle/known-keys.ts';
import { makeBundle } from './bundle/make-bundle.ts';

export interface LabIntakeParts {
  readonly open: OpenSession;
  readonly get: InspectionSessions['get'];
  readonly sources: Pick<InspectionDependencies, 'check' | 'station' | 'version' | 'now' | 'session'>;
  /** This PC's signing key. */
  readonly deviceKey: () => Promise<Result<SigningKey>>;
  readonly rules: InspectionRules['readings'];
}

/** What comes from the other PCs of the lab, and from the school's books. */
export function createLabIntake({ open, get, sources, deviceKey, rules }: LabIntakeParts): LabIntake {
  return {
    async takeBundle(id, file) {
      const opened = await readApart(bundleReader, { file });
      if (!opened.ok) return opened;
      const material = await open.material(id);
      if (!material.ok) return material;
      const { station, run, keyId } = opened.value;
      const own = await sources.station();
      const ownSeat = own.ok ? (own.value?.seat ?? null) : null;
      const knownKeys = await knownKeysOf(sources.session, material.value.header.lab, station.seat);
      if (!knownKeys.ok) return knownKeys;
      const ownKey = await deviceKey();
      const now = sources.now();
      const around = {
        now,
        rules,
        ownSeat,
        ownKey: ownKey.ok ? ownKey.value.keyId : null,
        knownKeys: knownKeys.value,
      };
      const judged = judgeBundle(file.name, opened.value, material.value, around);
      if (!judged.ok) return judged;
      const { seat } = station;
      if (judged.value.result === 'known') {
        const held = material.value.seats.find((one) => one.seat === seat)?.reading;
        const session = await get(id);
        return session.ok
          ? succeed({ result: 'known', seat, marks: [...(held?.marks ?? [])], session: session.value })
          : session;
      }
      const { marks } = judged.value;
      const reading = { seat, run, source: 'bundle', keyId, marks, takenInAt: formatInstant(now) } as const;
      const session = await open.takeReading(id, reading);
      return session.ok ? succeed({ result: 'taken', seat, marks, session: session.value }) : session;
    },
    bundle: (signal) => makeBundle(sources, deviceKey, signal),
    async takeBooks(id, file) {
      const session = await open.material(id);
      if (!session.ok) return session;
      const books = await readApart(assetRegisterReader, { file, now: sources.now() });
      return books.ok ? await open.keepBooks(id, books.value) : books;
    },
    removeBooks: (id) => open.keepBooks(id, null),
  };
}

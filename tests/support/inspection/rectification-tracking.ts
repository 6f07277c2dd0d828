import { createRectifications } from '../../../src/core/inspections/rectification/rectifications.ts';
import { createPlainSecretStore } from '../../../src/core/signing/secrets-file.ts';
import { deviceKeyIn } from '../../../src/core/signing/signing-key.ts';
import { succeed } from '../../../src/shared/domain/result.ts';
import { ID, type ReportPc } from './report-pc.ts';
import { valueOf } from '../value-of.ts';

/** The tracking of problems on a PC, on that day. */
export function trackingOn({ records, reports, folder }: ReportPc, today = '2026-11-24') {
  return createRectifications({
    archive: {
      stub: async (id) => succeed({ id, number: valueOf(await reports.report(id)).report.number, state: 'signed' }),
    },
    records,
    key: deviceKeyIn(createPlainSecretStore(folder)),
    list: () => Promise.resolve(succeed([{ id: ID, number: '', state: 'signed' } as never])),
    now: () => new Date(`${today}T09:00:00+08:00`),
  });
}

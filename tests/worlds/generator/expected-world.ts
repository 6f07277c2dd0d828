import { z } from 'zod';
import { outcomeSchema, verdictSchema } from '../../../src/shared/domain/finding.ts';

/** What must come out of a world: `expected.json`. Findings that pass or do not apply are listed by check only. */
export const expectedWorldSchema = z.strictObject({
  verdict: verdictSchema,
  devices: z.array(
    z.strictObject({
      model: z.string(),
      port: z.string().nullable(),
      serial: z.string().nullable(),
      speed: z.string().nullable(),
      mode: z.string().nullable(),
      missing: z.array(z.string()),
      candidates: z.array(z.string()),
    }),
  ),
  troubles: z.array(
    z.strictObject({ check: z.string(), outcome: outcomeSchema, subject: z.string(), cause: z.string().nullable() }),
  ),
  passes: z.array(z.string()),
});
export type ExpectedWorld = z.infer<typeof expectedWorldSchema>;

interface Report {
  verdict: ExpectedWorld['verdict'];
  devices: ExpectedWorld['devices'];
  findings: { check: string; outcome: string; subject: string; causeId: string | null }[];
}

/** The part of a `vrlab.check-run/1` report that a world pins down. */
export function pinnedPartOf(report: Report): ExpectedWorld {
  const isTrouble = ({ outcome }: { outcome: string }) => outcome !== 'pass' && outcome !== 'not-applicable';
  return expectedWorldSchema.parse({
    verdict: report.verdict,
    devices: report.devices.map(({ model, port, serial, speed, mode, missing, candidates }) => ({
      model,
      port,
      serial,
      speed,
      mode,
      missing,
      candidates,
    })),
    troubles: report.findings
      .filter(isTrouble)
      .map(({ check, outcome, subject, causeId }) => ({ check, outcome, subject, cause: causeId })),
    passes: [
      ...new Set(report.findings.filter(({ outcome }) => outcome === 'pass').map(({ check }) => check)),
    ].toSorted(),
  });
}

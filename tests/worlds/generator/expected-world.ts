import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { CHECKS } from '../../../src/core/checks/list.ts';
import { outcomeSchema, verdictSchema } from '../../../src/shared/domain/finding.ts';
import { describedWorld, worldFile, worldNames } from './world-folders.ts';

/** What is to come out of a world and is its own: `expected.json`. Findings that pass are in `baseline.json`. */
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
  /** Every finding that neither passes nor does not apply. */
  troubles: z.array(
    z.strictObject({ check: z.string(), outcome: outcomeSchema, subject: z.string(), cause: z.string().nullable() }),
  ),
});
type ExpectedWorld = z.infer<typeof expectedWorldSchema>;

const WHERE = ['everywhere', 'windows', 'linux', 'nowhere'] as const;
type Where = (typeof WHERE)[number];

/**
 * `baseline.json`, by check: in which worlds it passes for at least one subject. Those are the worlds of `passes` in whose
 * `expected.json` the check has no trouble, without `except` and with `also`. A check that is not named passes everywhere.
 */
const baselineSchema = z.record(
  z.string(),
  z.strictObject({
    passes: z.enum(WHERE),
    except: z.array(z.string()).optional(),
    also: z.array(z.string()).optional(),
  }),
);
export type Baseline = z.infer<typeof baselineSchema>;

const EVERYWHERE: Baseline[string] = { passes: 'everywhere' };

/** Everything a world pins. */
export interface PinnedWorld extends ExpectedWorld {
  /** Checks that pass for at least one subject, in alphabetical order. */
  readonly passes: readonly string[];
}

export interface Report {
  verdict: ExpectedWorld['verdict'];
  devices: ExpectedWorld['devices'];
  findings: { check: string; outcome: string; subject: string; causeId: string | null }[];
}

/** The part of a `vrlab.check-run/1` report that a world pins. */
export function pinnedPartOf(report: Report): PinnedWorld {
  const isTrouble = ({ outcome }: { outcome: string }) => outcome !== 'pass' && outcome !== 'not-applicable';
  const expected = expectedWorldSchema.parse({
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
  });
  const passing = report.findings.filter(({ outcome }) => outcome === 'pass').map(({ check }) => check);
  return { ...expected, passes: [...new Set(passing)].toSorted() };
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

export const BASELINE_FILE = worldFile('.', 'baseline.json');
export const readBaseline = (): Baseline => baselineSchema.parse(readJson(BASELINE_FILE));

const readExpected = (world: string) => expectedWorldSchema.parse(readJson(worldFile(world, 'expected.json')));

/** Does the baseline begin with a pass there, before its exceptions? */
function isInBaseline(where: Where, check: string, world: string, { troubles }: Pick<ExpectedWorld, 'troubles'>) {
  if (troubles.some((trouble) => trouble.check === check)) return false;
  if (where === 'everywhere' || where === 'nowhere') return where === 'everywhere';
  return (describedWorld(world).windows !== undefined) === (where === 'windows');
}

/** What has to come out of a world: its own file, and what passes by the baseline. */
export function pinnedWorld(world: string, baseline: Baseline = readBaseline()): PinnedWorld {
  const expected = readExpected(world);
  const passes = CHECKS.map(({ id }) => id).filter((check) => {
    const { passes: where, except = [], also = [] } = baseline[check] ?? EVERYWHERE;
    return also.includes(world) || (isInBaseline(where, check, world, expected) && !except.includes(world));
  });
  return { ...expected, passes: passes.toSorted() };
}

/** The shortest baseline by which exactly those checks pass. @param pinned of every world, by name. */
export function shortestBaseline(pinned: ReadonlyMap<string, PinnedWorld>): Baseline {
  const checks = CHECKS.map(({ id }) => id).toSorted();
  return Object.fromEntries(
    checks.flatMap((check) => {
      const [shortest] = WHERE.map((where) => {
        const worlds = [...pinned].map(([world, expected]) => ({
          world,
          by: isInBaseline(where, check, world, expected),
          passes: expected.passes.includes(check),
        }));
        const except = worlds.filter(({ by, passes }) => by && !passes).map(({ world }) => world);
        const also = worlds.filter(({ by, passes }) => !by && passes).map(({ world }) => world);
        return { passes: where, ...(except.length > 0 && { except }), ...(also.length > 0 && { also }) };
      }).toSorted((a, b) => exceptions(a) - exceptions(b));
      return isDeepStrictEqual(shortest, EVERYWHERE) ? [] : [[check, shortest!]];
    }),
  );
}

const exceptions = ({ except = [], also = [] }: Baseline[string]): number => except.length + also.length;

/** What every world pins by the files as they are. */
export const pinnedWorlds = (): Map<string, PinnedWorld> => {
  const baseline = readBaseline();
  return new Map(worldNames().map((world) => [world, pinnedWorld(world, baseline)]));
};

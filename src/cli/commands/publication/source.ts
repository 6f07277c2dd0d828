import type { FetchStatus } from '../../../core/publication/fetch/publication-fetch.ts';
import type { PublicationLook } from '../../../shared/domain/publication-source.ts';
import { BAD_USAGE } from '../../exit-codes.ts';
import type { Terminal } from '../../terminal.ts';
import { untilInterrupted } from '../../with-app.ts';
import type { PublicationSubcommand } from '../command.ts';

/** Shows where new publications are fetched from, or changes it first. */
export const source: PublicationSubcommand = async ({ publications, place, off, json, terminal }) => {
  if (place !== '' || off) {
    const set = await publications.setSource(place === '' ? null : place, !off);
    if (!set.ok) {
      terminal.problem(set.problem);
      return BAD_USAGE;
    }
  }
  const status = await publications.fetchStatus();
  if (json) {
    terminal.print(
      JSON.stringify({ schema: 'vrlab.publication-source-status/1', ...describeSource(status, terminal) }, null, 1),
    );
    return status.source.ok ? 0 : BAD_USAGE;
  }
  printSource(status, terminal);
  return status.source.ok ? 0 : BAD_USAGE;
};

/** Looks now, and installs what is newer. */
export const fetch: PublicationSubcommand = async ({ publications, json, terminal }) => {
  const { say, print, note, wording } = terminal;
  const { source: setting } = await publications.fetchStatus();
  if (setting.ok && setting.value !== null) note(say('publication.source.looking', { place: setting.value.place }));
  const looked = await publications.fetch(untilInterrupted());
  const problem = looked.ok ? looked.value.problem : looked.problem;
  if (json) {
    const worded = problem === null ? null : { code: problem.code, ...wording.problem(problem) };
    const look = looked.ok ? looked.value : null;
    print(JSON.stringify({ schema: 'vrlab.publication-look/1', look, problem: worded }, null, 1));
  } else if (problem !== null) terminal.problem(problem);
  else if (looked.ok) print(resultOf(looked.value, terminal));
  return problem === null ? 0 : BAD_USAGE;
};

/** The place, and how the last look there ended. */
export function printSource({ source: setting, looks }: FetchStatus, terminal: Terminal): void {
  const { say, print } = terminal;
  if (!setting.ok) terminal.problem(setting.problem);
  else if (setting.value === null) print(say('publication.source.none'));
  else print(say(`publication.source.${setting.value.enabled ? 'place' : 'placeOff'}`, { place: setting.value.place }));
  if (setting.ok && setting.value === null && looks.last === null) return;
  print(
    looks.last === null
      ? say('publication.source.never')
      : say('publication.source.last', { at: minuteOf(looks.last), result: resultOf(looks.last, terminal) }),
  );
  if (looks.last?.outcome === 'failed' && looks.lastGood !== null)
    print(say('publication.source.lastGood', { at: minuteOf(looks.lastGood) }));
}

/** The same for JSON. */
export const describeSource = (
  { source: setting, looks }: FetchStatus,
  { wording }: Terminal,
): Readonly<Record<string, unknown>> => ({
  source: setting.ok ? setting.value && { place: setting.value.place, enabled: setting.value.enabled } : null,
  sourceProblem: setting.ok ? null : { code: setting.problem.code, ...wording.problem(setting.problem) },
  last: looks.last,
  lastGood: looks.lastGood,
});

const minuteOf = ({ at }: PublicationLook): string => at.slice(0, 16).replace('T', ' ');

const resultOf = ({ outcome, version, problem }: PublicationLook, { say, wording }: Terminal): string =>
  say(`publication.source.result.${outcome}`, {
    version: version ?? 0,
    reason: problem === null ? '' : wording.problem(problem).title,
  });

import { ulid } from 'ulid';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import type { Finding } from '../../shared/domain/finding.ts';
import { type Result, succeed } from '../../shared/domain/result.ts';
import {
  type Contact,
  MOST_OF_A_DESCRIPTION,
  MOST_OF_A_TITLE,
  type RequestDraft,
} from '../../shared/domain/service-request.ts';
import type { RequestKind } from '../../shared/domain/service-terms.ts';
import { problemsOf, proposeEffect } from '../../shared/summarize-findings.ts';
import { briefly, type Wording } from '../../shared/wording.ts';
import type { Dependencies } from '../dependencies/dependencies.ts';
import { firstCharacters } from './whole-characters.ts';

/** The form for a problem of a run, or for a request by hand. */
export async function openDraft(
  about: { readonly run: string | null; readonly check: string | null; readonly kind: RequestKind },
  deps: Pick<Dependencies, 'run' | 'teacher'> & { readonly wording: () => Promise<Wording> },
): Promise<Result<RequestDraft>> {
  const run = about.run === null ? null : await deps.run(about.run);
  if (run?.ok === false) return run;
  const teacher = await deps.teacher();
  const contact = teacher.ok ? (teacher.value?.contact ?? null) : null;
  const wording = await deps.wording();
  const from = run === null ? null : { run: run.value, check: about.check };
  return succeed(draftRequest(about.kind, from, contact, wording));
}

/** What is most likely where nothing was checked: who reports a fault has been disturbed by it, and a lesson is for a whole class. */
const BY_HAND: Readonly<Record<RequestKind, Pick<RequestDraft, 'scope' | 'effect' | 'since'>>> = {
  technical: { scope: 'seat', effect: 'hindered', since: 'today' },
  upgrade: { scope: 'seat', effect: 'none' },
  resource: { scope: 'lab', effect: 'none' },
  guidance: { scope: 'lab', effect: 'none' },
  training: { scope: 'lab', effect: 'none' },
};

/** The form as it opens: everything the program knows is in it, and the teacher may change all of it. */
export function draftRequest(
  kind: RequestKind,
  about: { readonly run: CheckRun; readonly check: string | null } | null,
  contact: Contact | null,
  wording: Wording,
): RequestDraft {
  const { t } = wording;
  const empty = {
    id: ulid(),
    kind,
    work: 'simple',
    scope: 'seat',
    effect: 'none',
    title: t(`requests:draft.title.${kind}`),
    description: '',
    wantedBy: null,
    contact,
    run: null,
    checks: [],
  } as const satisfies RequestDraft;
  if (about === null) return { ...empty, ...BY_HAND[kind], checks: [] };
  const { run, check } = about;
  const problems = problemsOfInterest(run, check === null ? [] : [check]);
  const lines = problems.map((finding) => `· ${briefly(wording, finding, run.devices)}`);
  const seen = run.startedAt.slice(0, 16).replace('T', ' ');
  const [first] = problems;
  return {
    ...empty,
    effect: proposeEffect(run.verdict, 'seat'),
    since: 'today',
    title:
      first === undefined ? empty.title : titleOf(wording.finding(first, run.devices).title, problems.length, wording),
    description: firstCharacters(
      [t('requests:draft.seen', { time: seen }), ...lines].join('\n'),
      MOST_OF_A_DESCRIPTION,
    ),
    run: run.id,
    checks: check === null ? [] : [check],
  };
}

/** The gravest problem names a request; that there are others is never cut off. */
function titleOf(first: string, count: number, { t }: Wording): string {
  const others = count > 1 ? t('requests:draft.others', { count }) : '';
  return firstCharacters(first, MOST_OF_A_TITLE - others.length) + others;
}

/**
 * What a request about a run is about: the problem that names this check, else everything that is not fine; gravest first, the
 * speaking finding of each problem only.
 */
export function problemsOfInterest(run: CheckRun, checks: readonly string[]): Finding[] {
  const problems = problemsOf(run.findings);
  const wanted =
    checks.length === 0
      ? problems
      : problems.filter(({ speaking, also }) => [speaking, ...also].some(({ check }) => checks.includes(check)));
  return wanted.map(({ speaking }) => speaking);
}

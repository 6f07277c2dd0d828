import { ulid } from 'ulid';
import type { CheckRun } from '../../shared/domain/check-run.ts';
import {
  type Contact,
  MOST_OF_A_DESCRIPTION,
  MOST_OF_A_TITLE,
  type RequestDraft,
} from '../../shared/domain/service-request.ts';
import type { RequestKind } from '../../shared/domain/service-terms.ts';
import { proposeEffect } from '../../shared/summarize-findings.ts';
import type { Wording } from '../../shared/wording.ts';
import { problemsOfInterest } from './problems-of-interest.ts';
import { firstCharacters } from './whole-characters.ts';

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
  if (about === null) return { ...empty, checks: [] };
  const { run, check } = about;
  const problems = problemsOfInterest(run, check === null ? [] : [check]);
  const lines = problems.map((finding) => {
    const { title, cause } = wording.finding(finding, run.devices);
    return `· ${title}${cause === null ? '' : t('requests:draft.because', { cause })}`;
  });
  const seen = run.startedAt.slice(0, 16).replace('T', ' ');
  const [first] = problems;
  return {
    ...empty,
    effect: proposeEffect(run.verdict, 'seat'),
    title:
      first === undefined ? empty.title : firstCharacters(wording.finding(first, run.devices).title, MOST_OF_A_TITLE),
    description: firstCharacters(
      [t('requests:draft.seen', { time: seen }), ...lines].join('\n'),
      MOST_OF_A_DESCRIPTION,
    ),
    run: run.id,
    checks: check === null ? [] : [check],
  };
}

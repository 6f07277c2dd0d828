import { Button, Checkbox } from '@mantine/core';
import type { InspectionProblem } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { useLocalized, useTerms, useTexts, useWording } from '../../../language/use-texts.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSubjectName } from '../use-names.ts';
import { SeverityChip } from './SeverityChip.tsx';
import { useReportRequest } from './use-report-request.ts';

/** Most subjects and findings that are named in a row; the rest is counted. */
const MOST_NAMED = 4;

interface ProblemRowProps {
  readonly control: SessionControl;
  readonly problem: InspectionProblem;
  readonly selected: boolean;
  readonly onSelect: (selected: boolean) => void;
  readonly onChange: () => void;
  readonly onFailure: (problem: Problem | null) => void;
}

/** One problem in one row: where, what was found, who acts on it until when. */
export function ProblemRow({ control, problem, selected, onSelect, onChange, onFailure }: ProblemRowProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const localized = useLocalized();
  const name = useSubjectName();
  const { list } = useWording();
  const report = useReportRequest(control, onFailure);
  const { item, no, severity, since, subjects, found, owner, deadline, request } = problem;
  const text = localized(problem.text);
  const places = list(subjects.slice(0, MOST_NAMED).map(name));
  const said = [...new Set(found.map((one) => localized(one.said)))];
  return (
    <li className="problem-line">
      <Checkbox
        aria-label={t('problems.selectNamed', { text })}
        checked={selected}
        onChange={(event) => onSelect(event.currentTarget.checked)}
      />
      <div className="problem-what">
        <span>
          <strong>{t('problems.title', { no, text })}</strong> <SeverityChip severity={severity} />{' '}
          {since === 'persisting' && <span>{term(`since.${since}`)}</span>}
        </span>
        <span className="problem-where">
          {subjects.length > MOST_NAMED ? t('problems.places', { places, count: subjects.length }) : places}
        </span>
        {said.slice(0, MOST_NAMED).map((one) => (
          <span key={one}>{one}</span>
        ))}
        {said.length > MOST_NAMED && <span>{t('problems.moreFound', { count: said.length - MOST_NAMED })}</span>}
      </div>
      <div className="problem-who">
        <span>{term(`owner.${owner}`)}</span>
        <span>{deadline}</span>
      </div>
      <div className="problem-actions">
        <Button variant="default" aria-label={t('problems.changeNamed', { text })} onClick={onChange}>
          {t('problems.change')}
        </Button>
        {request !== null && <strong>{t('problems.reported', { number: request.number })}</strong>}
        {request === null && report !== null && (
          <Button
            variant="default"
            aria-label={t('problems.reportNamed', { text })}
            onClick={() => void report([item])}
          >
            {t('problems.report')}
          </Button>
        )}
      </div>
    </li>
  );
}

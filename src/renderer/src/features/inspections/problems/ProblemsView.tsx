import { Button, Checkbox, NativeSelect, Title } from '@mantine/core';
import { useState } from 'react';
import type { InspectionProblem } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { ownerSchema, severitySchema, type Subject } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { useTerms, useTexts } from '../../../language/use-texts.ts';
import { type Spot, subjectsOf } from '../session/cells.ts';
import { useFocusedHeading } from '../session/focus.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSubjectName } from '../use-names.ts';
import { NoProblemsDrawing } from '../../../drawings/NoProblemsDrawing.tsx';
import { ProblemDrawer } from './ProblemDrawer.tsx';
import { ProblemRow } from './ProblemRow.tsx';
import { SelectedProblems } from './SelectedProblems.tsx';

interface ProblemsViewProps {
  readonly control: SessionControl;
  readonly onOpen: (spot: Spot) => void;
  /** To the conclusion. */
  readonly onNext: () => void;
}

const GROUPINGS = ['severity', 'seat'] as const;

/** What is abnormal as a table: how bad, where, who acts on it until when; several can be decided at once. */
export function ProblemsView({ control, onOpen, onNext }: ProblemsViewProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const name = useSubjectName();
  const heading = useFocusedHeading();
  const [grouping, setGrouping] = useState<(typeof GROUPINGS)[number]>('severity');
  const [owner, setOwner] = useState('');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<string | null>(null);
  const [failure, setFailure] = useState<Problem | null>(null);
  const { problems, counts } = control.session;
  const shown = problems.filter((problem) => owner === '' || problem.owner === owner);
  const chosen = shown.filter(({ item }) => selected.has(item));
  const select = (items: readonly string[], isSelected: boolean) =>
    setSelected((now) => {
      const changed = new Set(now);
      for (const item of items) {
        if (isSelected) changed.add(item);
        else changed.delete(item);
      }
      return changed;
    });
  const groups =
    grouping === 'severity'
      ? severitySchema.options.map((one) => ({
          id: one as string,
          title: term(`severity.${one}`),
          rows: shown.filter(({ severity }) => severity === one),
        }))
      : subjectsOf(control.session).map((subject: Subject) => ({
          id: subject,
          title: name(subject),
          rows: shown.filter(({ subjects }) => subjects.includes(subject)),
        }));
  const problem = problems.find(({ item }) => item === opened);
  return (
    <div className="problems">
      <div className="problems-head">
        <Title order={3} ref={heading} tabIndex={-1}>
          {t('problems.heading', { count: problems.length })}
        </Title>
        {problems.length > 0 && (
          <>
            <NativeSelect
              label={t('problems.group')}
              size="md"
              value={grouping}
              onChange={(event) =>
                setGrouping(GROUPINGS.find((one) => one === event.currentTarget.value) ?? 'severity')
              }
              data={GROUPINGS.map((one) => ({ value: one, label: t(`problems.by.${one}`) }))}
            />
            <NativeSelect
              label={t('problems.ofOwner')}
              size="md"
              value={owner}
              onChange={(event) => setOwner(event.currentTarget.value)}
              data={[
                { value: '', label: t('problems.everyOwner') },
                ...ownerSchema.options.map((one) => ({ value: one as string, label: term(`owner.${one}`) })),
              ]}
            />
            <Button className="problems-next" variant={counts.open > 0 ? 'default' : 'filled'} onClick={onNext}>
              {t('item.toConclusion')}
            </Button>
          </>
        )}
      </div>
      <ProblemAlert problems={failure === null ? [] : [failure]} />
      {problems.length === 0 && (
        <div className="card problems-none">
          <NoProblemsDrawing />
          <p className="problems-none-title">{t('problems.none')}</p>
          <p>{t(counts.open > 0 ? 'problems.noneYet' : 'problems.noneLeft')}</p>
        </div>
      )}
      {chosen.length > 0 && (
        <SelectedProblems
          control={control}
          problems={chosen}
          onFailure={setFailure}
          onNone={() => setSelected(new Set())}
        />
      )}
      {groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ id, title, rows }) => (
          <ProblemGroup
            key={id}
            title={t('problems.groupTitle', { title, count: rows.length })}
            control={control}
            problems={rows}
            selected={selected}
            onSelect={select}
            onChange={setOpened}
            onFailure={setFailure}
          />
        ))}
      {problem !== undefined && (
        <ProblemDrawer control={control} problem={problem} onOpen={onOpen} onClose={() => setOpened(null)} />
      )}
    </div>
  );
}

interface ProblemGroupProps {
  readonly title: string;
  readonly control: SessionControl;
  readonly problems: readonly InspectionProblem[];
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (items: readonly string[], isSelected: boolean) => void;
  readonly onChange: (item: string) => void;
  readonly onFailure: (problem: Problem | null) => void;
}

/** Problems that belong together, which can be chosen together. */
function ProblemGroup({ title, control, problems, selected, onSelect, onChange, onFailure }: ProblemGroupProps) {
  const items = problems.map(({ item }) => item);
  const count = items.filter((item) => selected.has(item)).length;
  return (
    <section className="problem-group" aria-label={title}>
      <Checkbox
        label={<strong>{title}</strong>}
        checked={count === items.length}
        indeterminate={count > 0 && count < items.length}
        onChange={(event) => onSelect(items, event.currentTarget.checked)}
      />
      <ul>
        {problems.map((problem) => (
          <ProblemRow
            key={problem.item}
            control={control}
            problem={problem}
            selected={selected.has(problem.item)}
            onSelect={(isSelected) => onSelect([problem.item], isSelected)}
            onChange={() => onChange(problem.item)}
            onFailure={onFailure}
          />
        ))}
      </ul>
    </section>
  );
}

import { Button, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type InspectionReport, seatsNotInspected } from '../../../../../shared/domain/inspection/inspection-report.ts';
import { soundText } from '../../../../../shared/domain/inspection/cell.ts';
import {
  type Conclusion,
  conclusionSchema,
  severitySchema,
  type Subject,
} from '../../../../../shared/domain/inspection/inspection-terms.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { Segmented } from '../../../components/Segmented.tsx';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useLocalized, useTerms, useTexts, useWording } from '../../../language/use-texts.ts';
import type { ViewName } from '../../../shell/place.ts';
import { useReport } from '../report/use-report.ts';
import type { Spot } from '../session/cells.ts';
import { useFocusedHeading } from '../session/focus.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSubjectName } from '../use-names.ts';
import { AdviceEditor } from './AdviceEditor.tsx';
import { Figures } from './Figures.tsx';
import { NotInspected } from './NotInspected.tsx';
import { PeopleFields } from './PeopleFields.tsx';
import { SigningObstacles } from './SigningObstacles.tsx';
import { type NotesControl, useNotes } from './use-notes.ts';

interface ConclusionViewProps {
  readonly control: SessionControl;
  readonly onView: (view: ViewName) => void;
  readonly onOpen: (spot: Spot) => void;
  readonly onEnded: () => void;
}

/** The conclusion: figures, decision, advice, people, and what is still missing for signing. */
export function ConclusionView({ control, onView, onOpen, onEnded }: ConclusionViewProps) {
  const t = useTexts('inspections');
  const heading = useFocusedHeading();
  const notes = useNotes(control);
  const { shown, problem } = useReport(control.session.header.id, control.session);
  const report = shown?.report ?? null;
  return (
    <div className="conclusion">
      <Title order={3} ref={heading} tabIndex={-1}>
        {t('conclusion.heading')}
      </Title>
      <SigningObstacles control={control} report={report} onView={onView} onOpen={onOpen}>
        <Button onClick={() => onView('report')}>{t('conclusion.toReport')}</Button>
      </SigningObstacles>
      <div className="conclusion-cards">
        <ProblemAlert problems={[problem, notes.problem].filter((one) => one !== null)} />
        <NotInspected control={control} report={report} onOpen={onOpen} />
        <Figures counts={control.session.counts} report={report} />
        <section className="card">
          <DecisionSection control={notes} report={report} />
          <AdviceEditor control={notes} proposed={report?.advice ?? null} />
        </section>
        <section className="card">
          <PeopleFields id={control.session.header.id} control={notes} />
        </section>
        <section className="card">
          <Textarea
            label={t('conclusion.remark')}
            autosize
            minRows={2}
            maxLength={4000}
            value={notes.notes.remark}
            onChange={(event) => notes.type({ remark: event.currentTarget.value })}
            onBlur={notes.settle}
          />
        </section>
        <AbandonSection id={control.session.header.id} onEnded={onEnded} />
      </div>
    </div>
  );
}

interface DecisionSectionProps {
  readonly control: NotesControl;
  readonly report: InspectionReport | null;
}

/** What the rules propose and why, and the inspector's decision. */
function DecisionSection({ control, report }: DecisionSectionProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const decision = control.notes.conclusion;
  const proposed = report?.conclusion.proposed ?? null;
  const differs = (decided: Conclusion) => proposed !== null && decided !== proposed;
  const incomplete = report?.toInspect !== undefined;
  const reasonNeeded = decision !== null && (differs(decision.decided) || incomplete);
  const reason = useRef<HTMLTextAreaElement>(null);
  const decide = (decided: Conclusion) => {
    flushSync(() => control.decide({ conclusion: { decided, reason: decision?.reason ?? '' } }));
    if ((differs(decided) || incomplete) && (decision?.reason ?? '').trim() === '') reason.current?.focus();
  };
  return (
    <>
      <Title order={4}>{t('decision.heading')}</Title>
      {report !== null && <Proposal report={report} />}
      <Segmented
        id="inspection-undecided"
        label={<span className="only-heard">{t('decision.heading')}</span>}
        options={conclusionSchema.options.map((one) => ({
          value: one,
          label: <span className="capital">{term(`conclusion.${one}`)}</span>,
          tag: one === proposed ? t('decision.tag') : undefined,
        }))}
        value={decision?.decided ?? null}
        onChange={decide}
      />
      {decision !== null && (
        <Textarea
          ref={reason}
          id="inspection-no-reason"
          label={t(
            !reasonNeeded
              ? 'decision.reason'
              : differs(decision.decided)
                ? 'decision.reasonNeeded'
                : 'decision.reasonIncomplete',
          )}
          autosize
          minRows={1}
          maxLength={2000}
          error={reasonNeeded && decision.reason.trim() === '' ? t('decision.reasonMissing') : undefined}
          value={decision.reason}
          onChange={(event) => control.type({ conclusion: { ...decision, reason: event.currentTarget.value } })}
          onBlur={control.settle}
        />
      )}
    </>
  );
}

/** Problems named as the gravest. */
const MOST_NAMED = 3;

/** What the rules propose, what of this lab is the gravest, and the rule in its published words. */
function Proposal({ report }: { readonly report: InspectionReport }) {
  const t = useTexts('inspections');
  const term = useTerms();
  const localized = useLocalized();
  const name = useSubjectName();
  const { list } = useWording();
  const { problems, counts, conclusion } = report;
  const missing = seatsNotInspected(report).length;
  const gravest = severitySchema.options.find((one) => problems.some(({ severity }) => severity === one));
  const grave = problems.filter(({ severity }) => severity === gravest);
  const placesOf = (subjects: readonly Subject[]) =>
    subjects.length > MOST_NAMED ? t('decision.seats', { count: subjects.length }) : list(subjects.map(name));
  const share = counts.open > 0 ? null : soundText(counts);
  const facts = [
    ...(gravest === undefined
      ? []
      : [
          t(grave.length > MOST_NAMED ? 'decision.gravestMore' : 'decision.gravest', {
            severity: term(`severity.${gravest}`),
            count: grave.length,
            problems: list(
              grave
                .slice(0, MOST_NAMED)
                .map(({ text, subjects }) =>
                  t('decision.problemAt', { text: localized(text), places: placesOf(subjects) }),
                ),
            ),
          }),
        ]),
    ...(share === null ? [] : [t('counts.share', { share })]),
    ...(counts.open === 0 ? [] : [t('decision.open', { count: counts.open })]),
    ...(missing === 0 ? [] : [t('decision.fromPart', { inspected: report.stations.length - missing, missing })]),
    ...(counts.notInspected === 0 ? [] : [t('decision.notInspected', { count: counts.notInspected })]),
  ];
  return (
    <div>
      <p>
        {t(facts.length === 0 ? 'decision.proposedOnly' : 'decision.proposed', {
          conclusion: term(`conclusion.${conclusion.proposed}`),
          reason: facts.join(t('inspections:report.then')),
        })}
      </p>
      <p className="muted">{t('decision.rule', { rule: localized(conclusion.ruleReason) })}</p>
    </div>
  );
}

/** Abandons an inspection, with the reason. It stays in the list. */
function AbandonSection({ id, onEnded }: { readonly id: string; readonly onEnded: () => void }) {
  const client = useClient();
  const t = useTexts('inspections');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const giveUp = async () => {
    const result = await settleCall(() => client.inspections.abandon({ id, reason: reason.trim() }));
    if (result.ok) onEnded();
    else setProblem(result.problem);
  };
  return (
    <details>
      <summary>{t('abandon.heading')}</summary>
      <Stack gap="sm" align="flex-start">
        <TextInput
          label={t('abandon.reason')}
          description={t('abandon.help')}
          maxLength={400}
          w="100%"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button color="failed" variant="outline" disabled={reason.trim() === ''} onClick={() => void giveUp()}>
          {t('abandon.confirm')}
        </Button>
        <ProblemAlert problems={problem === null ? [] : [problem]} />
      </Stack>
    </details>
  );
}

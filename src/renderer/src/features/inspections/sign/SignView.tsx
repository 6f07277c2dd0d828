import { Button, Text, Title } from '@mantine/core';
import { Notice } from '../../../components/Notice.tsx';
import { useState } from 'react';
import type { Signature } from '../../../../../shared/domain/inspection/inspection-record.ts';
import { signatureRoleSchema } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { ShowPersonal } from '../../../components/ShowPersonal.tsx';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useTerms, useTexts } from '../../../language/use-texts.ts';
import type { ViewName } from '../../../shell/place.ts';
import { SigningObstacles } from '../conclusion/SigningObstacles.tsx';
import { findObstacles } from '../conclusion/find-obstacles.ts';
import { useNotes } from '../conclusion/use-notes.ts';
import { useReport } from '../report/use-report.ts';
import { CountsLine } from '../session/CountsLine.tsx';
import type { Spot } from '../session/cells.ts';
import { useFocusedHeading } from '../session/focus.ts';
import type { SessionControl } from '../session/use-session.ts';
import { forgetPeople, rememberPeople, typedPeople } from '../session/typed-people.ts';
import { SignatureField } from './SignatureField.tsx';
import './sign.css';

interface SignViewProps {
  readonly control: SessionControl;
  readonly onView: (view: ViewName) => void;
  readonly onOpen: (spot: Spot) => void;
  readonly onSigned: () => void;
}

/** One inspector at least, and everybody named has signed here or will sign on paper. */
const isComplete = (signatures: readonly Signature[]): boolean =>
  signatures.some(({ role }) => role === 'inspector') &&
  signatures.every(({ method, strokes }) => method === 'paper' || strokes !== null);

/** The last step, after which nothing can be changed. What is signed is the report shown now. */
export function SignView({ control, onView, onOpen, onSigned }: SignViewProps) {
  const client = useClient();
  const t = useTexts('inspections');
  const term = useTerms();
  const heading = useFocusedHeading();
  const { session } = control;
  const { id } = session.header;
  const { shown, problem, reload } = useReport(id, session);
  const notes = useNotes(control);
  const [failure, setFailure] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const known = typedPeople(id);
  const [fields, setFields] = useState<readonly Signature[]>(() =>
    signatureRoleSchema.options.map((role) => ({
      role,
      name: role === 'inspector' ? ((known ?? session.notes).inspectors[0] ?? '') : '',
      method: 'paper',
      strokes: null,
    })),
  );
  /** The inspector who signs is the first of them. */
  const [others, setOthers] = useState(() => (known ?? session.notes).inspectors.slice(1));
  /** Names that came from the notes are masked. */
  const [masked, setMasked] = useState(known === null && fields.some(({ name }) => name !== ''));
  const show = async () => {
    const people = await settleCall(() => client.inspections.revealPeople({ id }));
    setFailure(people.ok ? null : people.problem);
    if (!people.ok) return;
    const { inspectors, schoolPerson } = people.value.notes;
    rememberPeople(id, { inspectors, schoolPerson });
    setOthers(inspectors.slice(1));
    const names: Partial<Record<Signature['role'], string>> = { inspector: inspectors[0] ?? '' };
    setFields((now) => now.map((one) => ({ ...one, name: names[one.role] ?? one.name })));
    setMasked(false);
  };
  const change = (role: Signature['role'], changed: Partial<Signature>) => {
    setFields((now) => now.map((one) => (one.role === role ? { ...one, ...changed } : one)));
    if (role !== 'inspector' || changed.name === undefined) return;
    const inspectors = [changed.name.trim(), ...others].filter((name) => name !== '');
    const schoolPerson = known?.schoolPerson ?? null;
    // A school person that is masked here was not typed on this page.
    if (known !== null || session.notes.schoolPerson === null) rememberPeople(id, { inspectors, schoolPerson });
    notes.type({ inspectors });
  };
  const isMasked = (role: Signature['role']): boolean =>
    masked && role === 'inspector' && session.notes.inspectors.length > 0;
  const signatures = fields
    .map((one) => ({ ...one, name: one.name.trim() }))
    .filter(({ name, strokes }) => name !== '' || strokes !== null);
  const clear = findObstacles(session, control.cells, control.unsaved.size, shown?.report ?? null).length === 0;
  const complete = isComplete(signatures) && signatures.every(({ name }) => name !== '');

  const sign = async () => {
    if (shown === null) return;
    setBusy(true);
    const result = await settleCall(() => client.inspections.sign({ id, seal: shown.seal, signatures }));
    setBusy(false);
    if (result.ok) {
      forgetPeople(id);
      return onSigned();
    }
    setFailure(result.problem);
    await reload();
  };
  return (
    <div className="sign-view">
      <Title order={3} ref={heading} tabIndex={-1}>
        {t('sign.heading')}
      </Title>
      <ProblemAlert problems={[problem, failure, notes.problem].filter((one) => one !== null)} />
      <div className="sign-top">
        <section className="card sign-about">
          {shown !== null && (
            <>
              <div>
                <strong>
                  {t('sign.about', {
                    number: shown.report.number,
                    conclusion:
                      session.notes.conclusion === null
                        ? t('sign.undecided')
                        : term(`conclusion.${session.notes.conclusion.decided}`),
                  })}
                </strong>
                <CountsLine counts={shown.report.counts} />
              </div>
              <div className="sign-tools">
                <Button variant="default" onClick={() => onView('report')}>
                  {t('sign.look')}
                </Button>
                {masked && <ShowPersonal what="names" onShow={() => void show()} />}
              </div>
            </>
          )}
        </section>
        <SigningObstacles control={control} report={shown?.report ?? null} onView={onView} onOpen={onOpen} />
      </div>
      <div className="sign-fields">
        {fields.map((field) => (
          <SignatureField
            key={field.role}
            signature={field}
            masked={isMasked(field.role)}
            onChange={(changed) => change(field.role, changed)}
            onLeave={notes.settle}
          />
        ))}
      </div>
      <div className="sign-last">
        <Notice tone="attention">{t('sign.warning')}</Notice>
        {clear && !complete && <Text>{t('sign.incomplete')}</Text>}
        <Button
          loading={busy}
          disabled={!clear || !complete || notes.isPending || shown === null}
          onClick={() => void sign()}
        >
          {t('sign.sign')}
        </Button>
      </div>
    </div>
  );
}

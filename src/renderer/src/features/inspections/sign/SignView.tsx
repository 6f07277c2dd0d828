import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Signature } from '../../../../../shared/domain/inspection/inspection-record.ts';
import { signatureRoleSchema } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { useClient } from '../../../connection/context.ts';
import { ShowPersonal } from '../../../shell/ShowPersonal.tsx';
import { Trouble } from '../../../shell/Trouble.tsx';
import { obstaclesOf } from '../conclusion/obstacles.ts';
import { Obstacles } from '../conclusion/Obstacles.tsx';
import type { ViewName } from '../place.ts';
import { useReport } from '../report/use-report.ts';
import { CountsLine } from '../session/CountsLine.tsx';
import type { Spot } from '../session/cells.ts';
import { resultOfCall } from '../session/result-of-call.ts';
import { useFocusedHeading } from '../session/use-focused-heading.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useTell, useTerm } from '../words.ts';
import { SignatureField } from './SignatureField.tsx';

interface SignViewProps {
  readonly control: SessionControl;
  readonly onView: (view: ViewName) => void;
  readonly onOpen: (spot: Spot) => void;
  readonly onSigned: () => void;
}

/** Who signs: one inspector at least, and everybody who is named has signed or does so on paper. */
const isComplete = (signatures: readonly Signature[]): boolean =>
  signatures.some(({ role }) => role === 'inspector') &&
  signatures.every(({ method, strokes }) => method === 'paper' || strokes !== null);

/** The last step: after it nothing changes any more. What is signed is the report that is shown now. */
export function SignView({ control, onView, onOpen, onSigned }: SignViewProps) {
  const client = useClient();
  const tell = useTell();
  const term = useTerm();
  const heading = useFocusedHeading();
  const { session } = control;
  const { id } = session.header;
  const { shown, problem, reload } = useReport(id, session);
  const [failure, setFailure] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [fields, setFields] = useState<readonly Signature[]>(() =>
    signatureRoleSchema.options.map((role) => ({
      role,
      name:
        role === 'inspector'
          ? (session.notes.inspectors[0] ?? '')
          : role === 'school'
            ? (session.notes.schoolPerson ?? '')
            : '',
      method: 'paper',
      strokes: null,
    })),
  );
  /** Names that came from the notes are masked. */
  const [masked, setMasked] = useState(fields.some(({ name }) => name !== ''));
  const show = async () => {
    const people = await resultOfCall(() => client.inspections.revealPeople({ id }));
    setFailure(people.ok ? null : people.problem);
    if (!people.ok) return;
    const { inspectors, schoolPerson } = people.value.notes;
    const names: Partial<Record<Signature['role'], string>> = {
      inspector: inspectors[0] ?? '',
      school: schoolPerson ?? '',
    };
    setFields((now) => now.map((one) => ({ ...one, name: names[one.role] ?? one.name })));
    setMasked(false);
  };
  const isMasked = (role: Signature['role']): boolean =>
    masked &&
    (role === 'inspector'
      ? session.notes.inspectors.length > 0
      : role === 'school' && session.notes.schoolPerson !== null);
  const signatures = fields
    .map((one) => ({ ...one, name: one.name.trim() }))
    .filter(({ name, strokes }) => name !== '' || strokes !== null);
  const clear = obstaclesOf(session, control.cells, control.unsaved.size, shown?.report ?? null).length === 0;
  const complete = isComplete(signatures) && signatures.every(({ name }) => name !== '');

  const sign = async () => {
    if (shown === null) return;
    setBusy(true);
    const result = await resultOfCall(() => client.inspections.sign({ id, seal: shown.seal, signatures }));
    setBusy(false);
    if (result.ok) return onSigned();
    setFailure(result.problem);
    await reload();
  };
  return (
    <Stack gap="lg">
      <Title order={3} ref={heading} tabIndex={-1}>
        {tell('sign.heading')}
      </Title>
      <Obstacles control={control} report={shown?.report ?? null} onView={onView} onOpen={onOpen} />
      <Trouble problems={[problem, failure].filter((one) => one !== null)} />
      {shown !== null && (
        <div>
          <Text fw={600}>
            {tell('sign.about', {
              number: shown.report.number,
              conclusion:
                session.notes.conclusion === null
                  ? tell('sign.undecided')
                  : term(`conclusion.${session.notes.conclusion.decided}`),
            })}
          </Text>
          <CountsLine counts={shown.report.counts} />
          <Button variant="default" mt="xs" onClick={() => onView('report')}>
            {tell('sign.look')}
          </Button>
        </div>
      )}
      {masked && <ShowPersonal what="names" onShow={() => void show()} />}
      {fields.map((field, at) => (
        <SignatureField
          key={field.role}
          signature={field}
          masked={isMasked(field.role)}
          onChange={(changed) =>
            setFields((now) => now.map((one, position) => (position === at ? { ...one, ...changed } : one)))
          }
        />
      ))}
      <Alert variant="outline" bg="white" color="orange">
        {tell('sign.warning')}
      </Alert>
      <Group>
        <Button size="xl" loading={busy} disabled={!clear || !complete || shown === null} onClick={() => void sign()}>
          {tell('sign.sign')}
        </Button>
        {clear && !complete && <Text>{tell('sign.incomplete')}</Text>}
      </Group>
    </Stack>
  );
}

import { TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import type { InspectionNotes } from '../../../../../shared/domain/inspection/inspection-session.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { ShowPersonal } from '../../../components/ShowPersonal.tsx';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useTexts } from '../../../language/use-texts.ts';
import { rememberPeople, typedPeople } from '../session/typed-people.ts';
import type { NotesControl } from './use-notes.ts';

const MAX_INSPECTORS = 8;
/** Names separated by a comma or semicolon of either language. */
const namesIn = (text: string): string[] =>
  text
    .split(/[,;\u3001\uFF0C\uFF1B\n]/u)
    .map((name) => name.trim().slice(0, 40))
    .filter((name) => name !== '')
    .slice(0, MAX_INSPECTORS);

interface PeopleFieldsProps {
  readonly id: string;
  readonly control: NotesControl;
}

/** Names of the inspectors and of the school's representative. */
export function PeopleFields({ id, control }: PeopleFieldsProps) {
  const client = useClient();
  const t = useTexts('inspections');
  const known = typedPeople(id);
  const [schoolPerson, setSchoolPerson] = useState(known?.schoolPerson ?? control.notes.schoolPerson);
  const [typed, setTyped] = useState((known?.inspectors ?? control.notes.inspectors).join(t('people.separator')));
  const [masked, setMasked] = useState(
    known === null && (control.notes.inspectors.length > 0 || control.notes.schoolPerson !== null),
  );
  const keep = (people: Pick<InspectionNotes, 'inspectors' | 'schoolPerson'>) => {
    rememberPeople(id, people);
    control.type(people);
  };
  const [problem, setProblem] = useState<Problem | null>(null);
  const show = async () => {
    const people = await settleCall(() => client.inspections.revealPeople({ id }));
    setProblem(people.ok ? null : people.problem);
    if (!people.ok) return;
    const { notes } = people.value;
    setTyped(notes.inspectors.join(t('people.separator')));
    setSchoolPerson(notes.schoolPerson);
    keep({ inspectors: notes.inspectors, schoolPerson: notes.schoolPerson });
    setMasked(false);
  };
  return (
    <>
      <Title order={4}>{t('people.heading')}</Title>
      <p className="muted">{t('people.help')}</p>
      <div className="people-fields">
        <TextInput
          id="inspection-no-inspector"
          label={t('people.inspectors')}
          description={masked ? t('screen:personal.maskedNames') : t('people.inspectorsHelp')}
          readOnly={masked}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            keep({ inspectors: namesIn(event.currentTarget.value), schoolPerson });
          }}
          onBlur={control.settle}
        />
        <TextInput
          label={t('people.school')}
          readOnly={masked}
          autoComplete="off"
          maxLength={40}
          value={schoolPerson ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            const person = value.trim() === '' ? null : value;
            setSchoolPerson(person);
            keep({ inspectors: namesIn(typed), schoolPerson: person });
          }}
          onBlur={control.settle}
        />
      </div>
      {masked && <ShowPersonal what="names" onShow={() => void show()} />}
      <ProblemAlert problems={problem === null ? [] : [problem]} />
    </>
  );
}

import { Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTell } from '../words.ts';
import type { NotesControl } from './use-notes.ts';

const MOST = 8;
/** Names are written one after the other, with the comma of either language between them. */
const namesIn = (text: string): string[] =>
  text
    .split(/[,;\u3001\uFF0C\uFF1B\n]/u)
    .map((name) => name.trim().slice(0, 40))
    .filter((name) => name !== '')
    .slice(0, MOST);

/** Who inspected, and who was there for the school. */
export function PeoplePart({ control }: { readonly control: NotesControl }) {
  const tell = useTell();
  const { inspectors, schoolPerson } = control.notes;
  const [typed, setTyped] = useState(inspectors.join(tell('people.separator')));
  return (
    <Stack gap="sm">
      <Title order={4}>{tell('people.heading')}</Title>
      <Text c="#44506a">{tell('people.help')}</Text>
      <TextInput
        id="inspection-no-inspector"
        label={tell('people.inspectors')}
        description={tell('people.inspectorsHelp')}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          control.type({ inspectors: namesIn(event.currentTarget.value) });
        }}
        onBlur={control.settle}
      />
      <TextInput
        label={tell('people.school')}
        autoComplete="off"
        maxLength={40}
        value={schoolPerson ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          control.type({ schoolPerson: value.trim() === '' ? null : value });
        }}
        onBlur={control.settle}
      />
    </Stack>
  );
}

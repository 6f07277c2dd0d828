import { Button, Group, Paper, Radio, Stack, TextInput, Title } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type InspectionKind, inspectionKindSchema } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useTell, useTerm } from '../words.ts';

interface StartFormProps {
  /** Chosen in the plan; null: nothing yet. */
  readonly proposed: InspectionKind | null;
  readonly onStart: (kind: InspectionKind, inspector: string) => void;
}

/** Begins an inspection with a fresh reading of this PC. */
export function StartForm({ proposed, onStart }: StartFormProps) {
  const tell = useTell();
  const term = useTerm();
  const [kind, setKind] = useState<InspectionKind>(proposed ?? 'quarterly');
  const [inspector, setInspector] = useState('');
  const name = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (proposed !== null) name.current?.focus();
  }, [proposed]);
  const begin = (event: FormEvent) => {
    event.preventDefault();
    onStart(kind, inspector.trim());
  };
  return (
    <Paper withBorder p="md" component="form" onSubmit={begin}>
      <Stack gap="md">
        <Title order={3}>{tell('start.heading')}</Title>
        <Radio.Group
          label={tell('start.kind')}
          size="lg"
          value={kind}
          onChange={(value) => setKind(inspectionKindSchema.options.find((one) => one === value) ?? kind)}
        >
          <Group gap="xl" pt="xs">
            {inspectionKindSchema.options.map((one) => (
              <Radio key={one} value={one} label={term(`kind.${one}`)} size="lg" py="xs" />
            ))}
          </Group>
        </Radio.Group>
        <TextInput
          ref={name}
          label={tell('start.inspector')}
          description={tell('start.inspectorHelp')}
          value={inspector}
          maxLength={40}
          maw={420}
          autoComplete="off"
          onChange={(event) => setInspector(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" size="xl">
            {tell('start.begin')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

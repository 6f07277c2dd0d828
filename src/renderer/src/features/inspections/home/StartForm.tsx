import { Button, Group, Paper, Radio, Stack, TextInput, Title } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type InspectionKind, inspectionKindSchema } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useTerms, useTexts } from '../../../language/use-texts.ts';

interface StartFormProps {
  readonly kind: InspectionKind;
  /** Changes whenever a kind was chosen in the plan: the form takes the focus then. */
  readonly asked: number;
  readonly onKind: (kind: InspectionKind) => void;
  readonly onStart: (inspector: string) => void;
}

/** Begins an inspection with a fresh reading of this PC. */
export function StartForm({ kind, asked, onKind, onStart }: StartFormProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const [inspector, setInspector] = useState('');
  const name = useRef<HTMLInputElement>(null);
  const handled = useRef(asked);
  useEffect(() => {
    if (asked !== handled.current) name.current?.focus();
    handled.current = asked;
  }, [asked]);
  const begin = (event: FormEvent) => {
    event.preventDefault();
    onStart(inspector.trim());
  };
  return (
    <Paper withBorder p="md" component="form" onSubmit={begin}>
      <Stack gap="md">
        <Title order={3}>{t('start.heading')}</Title>
        <Radio.Group
          label={t('start.kind')}
          size="lg"
          value={kind}
          onChange={(value) => onKind(inspectionKindSchema.options.find((one) => one === value) ?? kind)}
        >
          <Group gap="0 2rem" pt="xs">
            {inspectionKindSchema.options.map((one) => (
              <Radio key={one} value={one} label={term(`kind.${one}`)} size="lg" py="xs" />
            ))}
          </Group>
        </Radio.Group>
        <TextInput
          ref={name}
          label={t('start.inspector')}
          description={t('start.inspectorHelp')}
          value={inspector}
          maxLength={40}
          maw={420}
          autoComplete="off"
          onChange={(event) => setInspector(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" size="xl">
            {t('start.begin')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

import { ActionIcon, Button, Group, NumberInput, Select, Stack, Text, Title } from '@mantine/core';
import IconX from '@tabler/icons-react/icons/IconX';
import { useEffect, useState } from 'react';
import type { ModelChoice } from '../../../../shared/contract.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { ExpectedDevice } from '../../../../shared/domain/station.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';

interface EquipmentEditorProps {
  readonly expected: readonly ExpectedDevice[] | null;
  readonly onChange: (expected: ExpectedDevice[]) => void;
  readonly onProblem: (problem: Problem | null) => void;
}

/** Expected equipment: learned from what is connected, then changed by hand. */
export function EquipmentEditor({ expected, onChange, onProblem }: EquipmentEditorProps) {
  const client = useClient();
  const t = useTexts('settings');
  const { modelName } = useWording();
  const [models, setModels] = useState<readonly ModelChoice[] | null>(null);
  const [note, setNote] = useState('');
  useEffect(() => void client.station.models().then(setModels), [client]);

  const nameOf = (id: string) => modelName(id, models?.find((model) => model.id === id)?.name ?? id);
  const rows = expected ?? [];
  const free = (models ?? []).filter(
    (model) => !rows.some((row) => row.model === model.id) && model.kind !== 'unknown',
  );
  const kinds = Map.groupBy(free, (model) => model.kind);

  const learn = async () => {
    const learned = await client.station.learn();
    onProblem(learned.ok ? null : learned.problem);
    if (!learned.ok) return;
    setNote(
      learned.value.length === 0 ? t('station.learnedNone') : t('station.learned', { count: learned.value.length }),
    );
    if (learned.value.length > 0) onChange(learned.value);
  };

  return (
    <Stack gap="sm">
      <Title order={3}>{t('station.expected')}</Title>
      <Text>{t('station.expectedHelp')}</Text>
      <Group>
        <Button variant="default" onClick={() => void learn()}>
          {t('station.learn')}
        </Button>
        <Text component="output">{note}</Text>
      </Group>
      {expected === null && <Text c="var(--color-text-secondary)">{t('station.expectedNever')}</Text>}
      {expected?.length === 0 && <Text c="var(--color-text-secondary)">{t('station.expectedNone')}</Text>}
      {(models === null ? [] : rows).map((row) => (
        <Group key={row.model} wrap="nowrap">
          <Text flex={1} fw={600}>
            {nameOf(row.model)}
          </Text>
          <NumberInput
            aria-label={t('station.count', { name: nameOf(row.model) })}
            value={row.count}
            min={1}
            max={64}
            w={120}
            onChange={(value) =>
              onChange(
                rows.map((it) => (it.model === row.model ? { ...it, count: Math.max(1, Number(value) || 1) } : it)),
              )
            }
          />
          <ActionIcon
            aria-label={t('station.remove', { name: nameOf(row.model) })}
            onClick={() => onChange(rows.filter((it) => it.model !== row.model))}
          >
            <IconX size={22} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Select
        label={t('station.add')}
        placeholder={t('station.addPlaceholder')}
        searchable
        value={null}
        data={[...kinds].map(([kind, items]) => ({
          group: t(`devices:kind.${kind}`),
          items: items.map((model) => ({ value: model.id, label: modelName(model.id, model.name) })),
        }))}
        onChange={(model) => {
          if (model !== null) onChange([...rows, { model, count: 1 }]);
        }}
      />
    </Stack>
  );
}

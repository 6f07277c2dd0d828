import { Button, Group, Paper, Radio, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { Station } from '../../../../shared/domain/station.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';
import { EquipmentEditor } from './EquipmentEditor.tsx';

const EMPTY: Station = {
  schema: 'vrlab.station/1',
  school: '',
  campusZone: 'urban',
  lab: '',
  seat: '',
  expected: null,
};
const TEXT_FIELDS = ['school', 'lab', 'seat'] as const;

interface StationFormProps {
  readonly station: Exclude<StationOnScreen, undefined>;
  readonly onSaved: () => Promise<void>;
}

/** Location of this PC and its expected equipment. Holds no personal fields. */
export function StationForm({ station, onSaved }: StationFormProps) {
  const client = useClient();
  const t = useTexts('screen');
  const [draft, setDraft] = useState<Station>(station === null || station === 'unreadable' ? EMPTY : station);
  const [validated, setValidated] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saved, setSaved] = useState(false);
  const change = (fields: Partial<Station>) => {
    setDraft((now) => ({ ...now, ...fields }));
    setSaved(false);
  };

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setValidated(true);
    if (TEXT_FIELDS.some((field) => draft[field].trim() === '')) return;
    const result = await client.station.save(draft);
    setProblem(result.ok ? null : result.problem);
    setSaved(result.ok);
    if (result.ok) await onSaved();
  };

  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <Stack gap="md" maw={820}>
        <Title order={2}>{t('station.heading')}</Title>
        <Text>{t('station.intro')}</Text>
        {station === 'unreadable' && <Text fw={600}>{t('station.unreadableHelp')}</Text>}
        <ProblemAlert problems={problem === null ? [] : [problem]} />
        {TEXT_FIELDS.map((field) => (
          <TextInput
            key={field}
            label={t(`station.${field}`)}
            value={draft[field]}
            maxLength={80}
            required
            error={
              validated && draft[field].trim() === ''
                ? t('station.required', { field: t(`station.${field}`) })
                : undefined
            }
            onChange={(event) => change({ [field]: event.currentTarget.value })}
          />
        ))}
        <Radio.Group
          label={t('station.campusZone')}
          size="lg"
          value={draft.campusZone}
          onChange={(value) => change({ campusZone: value === 'suburban' ? 'suburban' : 'urban' })}
        >
          <Group gap="xl" pt="xs">
            {(['urban', 'suburban'] as const).map((zone) => (
              <Radio key={zone} value={zone} label={t(`station.${zone}`)} size="lg" py="xs" />
            ))}
          </Group>
        </Radio.Group>
        <Paper p="md" withBorder>
          <EquipmentEditor
            expected={draft.expected}
            onChange={(expected) => change({ expected })}
            onProblem={setProblem}
          />
        </Paper>
        <Group>
          <Button type="submit">{t('station.save')}</Button>
          <Text component="output" fw={600} c="var(--color-ready)">
            {saved ? t('station.saved') : ''}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

/** Null: never set up. `unreadable`: its file cannot be used. Undefined while it is being read. */
export type StationOnScreen = Station | null | 'unreadable' | undefined;

import { Button, Group, Paper, Radio, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { Station } from '../../../../shared/domain/station.ts';
import { useClient } from '../../connection/context.ts';
import { useSay } from '../../language/wording-context.ts';
import { Trouble } from '../../shell/Trouble.tsx';
import type { StationOnScreen } from './station-on-screen.ts';
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

interface StationScreenProps {
  readonly station: Exclude<StationOnScreen, undefined>;
  readonly onSaved: () => Promise<void>;
}

/** Where this PC stands and what belongs to it. Asks for no person. */
export function StationScreen({ station, onSaved }: StationScreenProps) {
  const client = useClient();
  const say = useSay();
  const [draft, setDraft] = useState<Station>(station === null || station === 'unreadable' ? EMPTY : station);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saved, setSaved] = useState(false);
  const change = (fields: Partial<Station>) => {
    setDraft((now) => ({ ...now, ...fields }));
    setSaved(false);
  };

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (TEXT_FIELDS.some((field) => draft[field].trim() === '')) return;
    const result = await client.station.save(draft);
    setProblem(result.ok ? null : result.problem);
    setSaved(result.ok);
    if (result.ok) await onSaved();
  };

  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <Stack gap="md" maw={820}>
        <Title order={2}>{say('station.heading')}</Title>
        <Text>{say('station.intro')}</Text>
        {station === 'unreadable' && <Text fw={600}>{say('station.unreadableHelp')}</Text>}
        <Trouble problems={problem === null ? [] : [problem]} />
        {TEXT_FIELDS.map((field) => (
          <TextInput
            key={field}
            label={say(`station.${field}`)}
            value={draft[field]}
            maxLength={80}
            required
            error={
              tried && draft[field].trim() === ''
                ? say('station.required', { field: say(`station.${field}`) })
                : undefined
            }
            onChange={(event) => change({ [field]: event.currentTarget.value })}
          />
        ))}
        <Radio.Group
          label={say('station.campusZone')}
          size="lg"
          value={draft.campusZone}
          onChange={(value) => change({ campusZone: value === 'suburban' ? 'suburban' : 'urban' })}
        >
          <Group gap="xl" pt="xs">
            {(['urban', 'suburban'] as const).map((zone) => (
              <Radio key={zone} value={zone} label={say(`station.${zone}`)} size="lg" py="xs" />
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
          <Button type="submit">{say('station.save')}</Button>
          <Text component="output" fw={600} c="#0d4a1f">
            {saved ? say('station.saved') : ''}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

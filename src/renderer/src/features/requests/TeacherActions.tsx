import { Button, Group, NumberInput, Paper, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { stateAfter, type TeacherEvent } from '../../../../shared/domain/request-lifecycle.ts';
import type { Preview, RequestRecord } from '../../../../shared/domain/request-record.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';
import { MessagePreview } from './MessagePreview.tsx';

const ACTIONS = ['noted', 'rated', 'reopened', 'withdrawn'] as const;

interface TeacherActionsProps {
  readonly record: RequestRecord;
  readonly onChanged: (record: RequestRecord) => void;
}

/** Events that a teacher may add to a filed request; each message is previewed before it leaves the PC. */
export function TeacherActions({ record, onChanged }: TeacherActionsProps) {
  const t = useTexts('screen');
  const client = useClient();
  const [event, setEvent] = useState<TeacherEvent | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { id } = record.request;
  const possible = ACTIONS.filter((type) => stateAfter(record.state, type) !== null);

  const change = (changed: TeacherEvent | null) => {
    setEvent(changed);
    setPreview(null);
    setProblem(null);
  };
  const showPreview = async () => {
    const shown = await client.requests.previewEvent({ id, event: event! });
    setPreview(shown.ok ? shown.value : null);
    setProblem(shown.ok ? null : shown.problem);
  };
  const send = async () => {
    const added = await client.requests.addEvent({ id, event: event!, seal: preview!.seal });
    if (!added.ok) return setProblem(added.problem);
    change(null);
    onChanged(added.value);
  };

  if (event === null)
    return (
      <Group>
        {possible.map((type) => (
          <Button key={type} variant="default" onClick={() => change({ type, text: '', satisfaction: null })}>
            {t(`requests.action.${type}`)}
          </Button>
        ))}
      </Group>
    );
  return (
    <Paper p="md" withBorder>
      <Stack gap="sm" maw={720}>
        <Text fw={700}>{t(`requests.action.${event.type}`)}</Text>
        <ProblemAlert problems={problem === null ? [] : [problem]} />
        {event.type === 'rated' && (
          <NumberInput
            label={t('requests.action.satisfaction')}
            min={0}
            max={100}
            step={5}
            value={event.satisfaction ?? ''}
            onChange={(points) => change({ ...event, satisfaction: points === '' ? null : Math.round(Number(points)) })}
          />
        )}
        <Textarea
          size="lg"
          label={t(event.type === 'noted' ? 'requests.action.note' : 'requests.action.text')}
          value={event.text}
          maxLength={4000}
          autosize
          minRows={2}
          onChange={(changed) => change({ ...event, text: changed.currentTarget.value })}
        />
        {preview !== null && <MessagePreview preview={preview} />}
        <Group>
          {preview === null ? (
            <Button
              onClick={() => void showPreview()}
              disabled={
                (event.type === 'noted' && event.text.trim() === '') ||
                (event.type === 'rated' && event.satisfaction === null)
              }
            >
              {t('requests.action.look')}
            </Button>
          ) : (
            <Button onClick={() => void send()}>
              {t(preview.channels.length === 0 ? 'requests.action.keep' : 'requests.form.send')}
            </Button>
          )}
          <Button variant="default" onClick={() => change(null)}>
            {t('requests.action.cancel')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

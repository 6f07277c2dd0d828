import { Button, Paper, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { InspectionRecord } from '../../../../../shared/domain/inspection/inspection-record.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { useClient } from '../../../connection/context.ts';
import { Trouble } from '../../../shell/Trouble.tsx';
import { readableTime } from '../../assessment/assessment.ts';
import { resultOfCall } from '../session/result-of-call.ts';
import { useTell } from '../words.ts';

interface SupplementsProps {
  readonly id: string;
  readonly record: InspectionRecord;
  readonly onChanged: (record: InspectionRecord) => void;
}

/** Corrections to a signed report: records of their own. */
export function Supplements({ id, record: { supplements }, onChanged }: SupplementsProps) {
  const client = useClient();
  const tell = useTell();
  const heading = useRef<HTMLHeadingElement>(null);
  const [author, setAuthor] = useState('');
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [added, setAdded] = useState(false);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const result = await resultOfCall(() =>
      client.inspections.addSupplement({ id, supplement: { author: author.trim(), text: text.trim() } }),
    );
    setProblem(result.ok ? null : result.problem);
    setAdded(result.ok);
    if (!result.ok) return;
    heading.current?.focus({ preventScroll: true });
    setText('');
    setAuthor('');
    onChanged(result.value);
  };
  return (
    <Stack gap="sm">
      <Title order={3} ref={heading} tabIndex={-1}>
        {tell('supplements.heading')}
      </Title>
      <Text c="#44506a">{tell('supplements.help')}</Text>
      {supplements.map((one, at) => (
        <Paper key={one.position} withBorder p="md">
          <Text fw={600}>
            {tell('supplements.one', { position: at + 1, author: one.author, time: readableTime(one.at) })}
          </Text>
          <Text style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{one.text}</Text>
        </Paper>
      ))}
      <form onSubmit={(event) => void add(event)}>
        <Stack gap="sm" align="flex-start">
          <TextInput
            label={tell('supplements.author')}
            value={author}
            maxLength={40}
            autoComplete="off"
            onChange={(event) => setAuthor(event.currentTarget.value)}
          />
          <Textarea
            label={tell('supplements.text')}
            size="lg"
            autosize
            minRows={2}
            maxLength={4000}
            w="100%"
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setAdded(false);
            }}
          />
          <Button type="submit" variant="default" disabled={text.trim() === '' || author.trim() === ''}>
            {tell('supplements.add')}
          </Button>
          <Text component="output">{added ? tell('supplements.added') : ''}</Text>
          <Trouble problems={problem === null ? [] : [problem]} />
        </Stack>
      </form>
    </Stack>
  );
}

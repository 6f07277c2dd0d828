import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { DecodedFaultCode } from '../../../../shared/domain/fault-code.ts';
import type { Result } from '../../../../shared/domain/result.ts';
import { useClient } from '../../connection/context.ts';
import { useSay, useWording } from '../../language/wording-context.ts';
import { DecodedFaultCodeView } from './DecodedFaultCodeView.tsx';

/** Room for a pasted code with whatever stands around its groups. */
const MOST_TYPED = 120;

/** Reads a fault code while it is typed, pasted or scanned; everything is judged by the app. */
export function FaultCodeScreen({ onBack }: { readonly onBack: () => void }) {
  const client = useClient();
  const say = useSay();
  const wording = useWording();
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<Result<DecodedFaultCode> | null>(null);
  /** What was asked last: answers to what stood there before are late. */
  const asked = useRef('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  const read = async (typed: string) => {
    setText(typed);
    asked.current = typed;
    const empty = typed.trim() === '';
    const answered = empty ? null : await client.codes.read({ code: typed });
    if (asked.current === typed) setAnswer(answered);
  };

  const problem = answer?.ok === false ? answer.problem : null;
  const typing = problem?.code === 'fault-code-too-short';
  const refusal = problem === null || typing ? null : wording.problem(problem);
  return (
    <Stack gap="md" maw={820}>
      <Group justify="space-between">
        <Title order={2}>{say('faultCode.heading')}</Title>
        <Button variant="default" onClick={onBack}>
          {say('faultCode.back')}
        </Button>
      </Group>
      <TextInput
        ref={input}
        label={say('faultCode.input')}
        description={say('faultCode.help')}
        value={text}
        maxLength={MOST_TYPED}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        styles={{ input: { fontFamily: 'monospace' }, description: { color: '#44506a' } }}
        error={refusal === null ? undefined : refusal.title}
        onChange={(event) => void read(event.currentTarget.value)}
      />
      <Stack gap="md" component="output">
        {typing && <Text>{say('faultCode.typed', problem.params)}</Text>}
        {refusal !== null && <Text>{refusal.next}</Text>}
        {answer?.ok === true && (
          <Paper p="md" withBorder>
            <DecodedFaultCodeView decoded={answer.value} />
          </Paper>
        )}
      </Stack>
    </Stack>
  );
}

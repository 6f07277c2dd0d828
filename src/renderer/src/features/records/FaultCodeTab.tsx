import { Paper, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { Notice } from '../../components/Notice.tsx';
import { useEffect, useRef, useState } from 'react';
import type { DecodedFaultCode } from '../../../../shared/domain/fault-code.ts';
import type { Result } from '../../../../shared/domain/result.ts';
import { wordFaultCode } from '../../../../shared/fault-code-words.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';

/** Enough for a pasted code with separators around its groups. */
const MAX_TYPED_LENGTH = 120;

/** Decodes a fault code while it is typed, pasted or scanned; the host does all of the decoding. */
export function FaultCodeTab() {
  const client = useClient();
  const t = useTexts('screen');
  const wording = useWording();
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<Result<DecodedFaultCode> | null>(null);
  /** Text sent last; answers to earlier texts are dropped. */
  const latest = useRef('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  const read = async (typed: string) => {
    setText(typed);
    latest.current = typed;
    const empty = typed.trim() === '';
    const answered = empty ? null : await client.codes.read({ code: typed });
    if (latest.current === typed) setAnswer(answered);
  };

  const problem = answer?.ok === false ? answer.problem : null;
  const typing = problem?.code === 'fault-code-too-short';
  const refusal = problem === null || typing ? null : wording.problem(problem);
  return (
    <Stack gap="md" maw={820}>
      <Title order={2}>{t('faultCode.heading')}</Title>
      <TextInput
        ref={input}
        label={t('faultCode.input')}
        description={t('faultCode.help')}
        value={text}
        maxLength={MAX_TYPED_LENGTH}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        styles={{ input: { fontFamily: 'monospace' }, description: { color: 'var(--color-text-secondary)' } }}
        error={refusal === null ? undefined : refusal.title}
        onChange={(event) => void read(event.currentTarget.value)}
      />
      <Stack gap="md" component="output">
        {typing && <Text>{t('faultCode.typed', problem.params)}</Text>}
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

/** Content of a fault code. It holds no evidence: only the record of that station does. */
function DecodedFaultCodeView({ decoded }: { readonly decoded: DecodedFaultCode }) {
  const wording = useWording();
  const { t, labelled } = wording;
  const { lines, why } = wordFaultCode(decoded, wording);
  return (
    <Stack gap="sm">
      {decoded.demo && (
        <Notice tone="attention">
          <Text fw={700} c="var(--color-usable)">
            {t('terms:faultCode.demo')}
          </Text>
        </Notice>
      )}
      <Text ff="monospace" fz="lg" fw={700}>
        {decoded.code}
      </Text>
      <Table variant="vertical" verticalSpacing="xs">
        <Table.Tbody>
          {lines.map(({ name, value }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" w="30%" fw={400} bg="transparent" c="var(--color-text-secondary)">
                {name}
              </Table.Th>
              <Table.Td fw={600}>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {why !== null && <Text>{labelled(t('terms:faultCode.why'), why)}</Text>}
      <Text c="var(--color-text-secondary)">{t('terms:faultCode.next')}</Text>
    </Stack>
  );
}

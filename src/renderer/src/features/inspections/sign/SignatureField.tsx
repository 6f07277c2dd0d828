import { Group, Paper, Radio, Stack, TextInput, Title } from '@mantine/core';
import type { Signature } from '../../../../../shared/domain/inspection/inspection-record.ts';
import { useSay } from '../../../language/wording-context.ts';
import { useTell, useTerm } from '../words.ts';
import { DrawnSignature } from './DrawnSignature.tsx';

interface SignatureFieldProps {
  readonly signature: Signature;
  /** The name is to be shown before it can be changed. */
  readonly masked: boolean;
  readonly onChange: (fields: Partial<Signature>) => void;
}

/** One name under the report: drawn here, or left for the paper. */
export function SignatureField({ signature: { role, name, method }, masked, onChange }: SignatureFieldProps) {
  const tell = useTell();
  const term = useTerm();
  const say = useSay();
  return (
    <Paper withBorder p="md" component="section" aria-label={term(`role.${role}`)}>
      <Stack gap="sm">
        <Title order={4}>
          {tell(role === 'inspector' ? 'sign.needed' : 'sign.optional', { role: term(`role.${role}`) })}
        </Title>
        <TextInput
          label={tell('sign.name', { role: term(`role.${role}`) })}
          maxLength={40}
          maw={420}
          autoComplete="off"
          value={name}
          readOnly={masked}
          description={masked ? say('personal.masked') : undefined}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <Radio.Group
          label={tell('sign.how', { role: term(`role.${role}`) })}
          size="lg"
          value={method}
          onChange={(value) => onChange({ method: value === 'drawn' ? 'drawn' : 'paper', strokes: null })}
        >
          <Group gap="0 2rem" pt="xs">
            {(['paper', 'drawn'] as const).map((one) => (
              <Radio key={one} value={one} label={tell(`sign.${one}`)} size="lg" py="xs" />
            ))}
          </Group>
        </Radio.Group>
        {method === 'drawn' && (
          <DrawnSignature
            label={tell('sign.field', { role: term(`role.${role}`) })}
            onDrawn={(strokes) => onChange({ strokes })}
          />
        )}
      </Stack>
    </Paper>
  );
}

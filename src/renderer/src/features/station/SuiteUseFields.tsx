import { Fieldset, NativeSelect, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type SuiteUse, suiteUseSchema } from '../../../../shared/domain/inspection/inspection-plan.ts';
import { keyFromData } from '../../../../shared/locales/text-keys.ts';
import { useSay } from '../../language/wording-context.ts';
import { readableQuarter } from './readable-quarter.ts';

interface SuiteUseFieldsProps {
  readonly quarter: string;
  readonly uses: readonly SuiteUse[];
  readonly onChange: (uses: SuiteUse[]) => void;
}

const MOST_QUARTERS = 40;
const CHOICES = { depth: ['deep', 'basic'], influence: ['core', 'ordinary'] } as const;

/** The three inputs of the service level; a quarter counts once all three are there. */
export function SuiteUseFields({ quarter, uses, onChange }: SuiteUseFieldsProps) {
  const say = useSay();
  const known = uses.find((use) => use.quarter === quarter);
  const [entered, setEntered] = useState<Partial<Record<keyof SuiteUse, string | number>>>(known ?? {});
  const change = (fields: typeof entered) => {
    const next = { ...entered, ...fields };
    setEntered(next);
    const use = suiteUseSchema.safeParse({ ...next, quarter });
    const others = uses.filter((other) => other.quarter !== quarter);
    onChange(use.success ? [...others, use.data].slice(-MOST_QUARTERS) : others);
  };
  return (
    <Fieldset legend={say('teacher.use', { quarter: readableQuarter(quarter, say) })}>
      <Stack gap="md">
        <Text>{say('teacher.useHelp')}</Text>
        <NumberInput
          label={say('teacher.usesPerMonth')}
          value={entered.usesPerMonth ?? ''}
          min={0}
          max={1000}
          allowDecimal={false}
          hideControls
          onChange={(usesPerMonth) => change({ usesPerMonth })}
        />
        {(['depth', 'influence'] as const).map((field) => (
          <NativeSelect
            key={field}
            size="lg"
            label={say(`teacher.${field}`)}
            value={String(entered[field] ?? '')}
            data={[
              { value: '', label: say('teacher.notSaid') },
              ...CHOICES[field].map((value) => ({ value, label: say(keyFromData(`teacher.${field}s.${value}`)) })),
            ]}
            onChange={(event) => change({ [field]: event.currentTarget.value })}
          />
        ))}
      </Stack>
    </Fieldset>
  );
}

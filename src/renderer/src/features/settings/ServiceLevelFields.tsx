import { Fieldset, NativeSelect, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import {
  type LevelDecision,
  type SuiteUse,
  suiteUseSchema,
} from '../../../../shared/domain/inspection/inspection-plan.ts';
import { serviceLevelSchema } from '../../../../shared/domain/service-terms.ts';
import type { Teacher } from '../../../../shared/domain/teacher.ts';
import { keyFromData } from '../../../../shared/locales/text-keys.ts';
import { type TranslateIn, useTexts, useWording } from '../../language/use-texts.ts';

interface ServiceLevelFieldsProps {
  readonly teacher: Teacher;
  /** What follows from the fields as they are now. */
  readonly decision: LevelDecision;
  readonly onChange: (fields: Partial<Teacher>) => void;
}

/** How the suite is used this quarter, and the service level that follows with the published row that decided it; set by hand when the use is unknown. */
export function ServiceLevelFields({ teacher, decision, onChange }: ServiceLevelFieldsProps) {
  const t = useTexts('settings');
  const { language } = useWording();
  const { level, row, use, quarter, outdated } = decision;
  return (
    <>
      <SuiteUseFields key={quarter} quarter={quarter} uses={teacher.uses} onChange={(uses) => onChange({ uses })} />
      <Text component="output" display="block">
        {level !== null && row !== null && (
          <Text span fw={600} display="block">
            {t('teacher.levelIs', { level: t(`requests:terms.level.${level}`), reason: row.reason[language] })}
          </Text>
        )}
        {outdated && use !== null && (
          <Text span c="var(--color-usable)" display="block">
            {t('teacher.levelOutdated', { quarter: formatQuarter(use.quarter, t) })}
          </Text>
        )}
      </Text>
      {use === null && (
        <NativeSelect
          size="md"
          label={t('teacher.level')}
          description={t('teacher.levelHelp')}
          value={teacher.level ?? ''}
          data={[
            { value: '', label: t('requests:terms.levelUnknown') },
            ...serviceLevelSchema.options.map((one) => ({ value: one, label: t(`requests:terms.level.${one}`) })),
          ]}
          onChange={(event) => {
            const chosen = serviceLevelSchema.safeParse(event.currentTarget.value);
            onChange({ level: chosen.success ? chosen.data : null });
          }}
        />
      )}
    </>
  );
}

interface SuiteUseFieldsProps {
  readonly quarter: string;
  readonly uses: readonly SuiteUse[];
  readonly onChange: (uses: SuiteUse[]) => void;
}

const MAX_QUARTERS = 40;
const CHOICES = { depth: ['deep', 'basic'], influence: ['core', 'ordinary'] } as const;

/** The three inputs of the service level; a quarter counts once all three are filled in. */
function SuiteUseFields({ quarter, uses, onChange }: SuiteUseFieldsProps) {
  const t = useTexts('settings');
  const known = uses.find((use) => use.quarter === quarter);
  const [entered, setEntered] = useState<Partial<Record<keyof SuiteUse, string | number>>>(known ?? {});
  const change = (fields: typeof entered) => {
    const next = { ...entered, ...fields };
    setEntered(next);
    const use = suiteUseSchema.safeParse({ ...next, quarter });
    const others = uses.filter((other) => other.quarter !== quarter);
    onChange(use.success ? [...others, use.data].slice(-MAX_QUARTERS) : others);
  };
  return (
    <Fieldset
      className="suite-use"
      variant="unstyled"
      legend={t('teacher.use', { quarter: formatQuarter(quarter, t) })}
    >
      <Stack gap="md">
        <Text>{t('teacher.useHelp')}</Text>
        <NumberInput
          label={t('teacher.usesPerMonth')}
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
            size="md"
            label={t(`teacher.${field}`)}
            value={String(entered[field] ?? '')}
            data={[
              { value: '', label: t('teacher.notSaid') },
              ...CHOICES[field].map((value) => ({ value, label: t(keyFromData(`teacher.${field}s.${value}`)) })),
            ]}
            onChange={(event) => change({ [field]: event.currentTarget.value })}
          />
        ))}
      </Stack>
    </Fieldset>
  );
}

/** Name of a quarter as people read it. @param label `2026-Q4` */
function formatQuarter(label: string, t: TranslateIn<'settings'>): string {
  const [year, quarter] = label.split('-Q');
  return t('teacher.quarter', { year, quarter: t('teacher.quarters').split(' ')[Number(quarter) - 1] });
}

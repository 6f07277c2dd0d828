import { NativeSelect, Text } from '@mantine/core';
import type { LevelDecision } from '../../../../shared/domain/inspection/inspection-plan.ts';
import { serviceLevelSchema } from '../../../../shared/domain/service-terms.ts';
import type { Teacher } from '../../../../shared/domain/teacher.ts';
import { useSay, useWording } from '../../language/wording-context.ts';
import { readableQuarter } from './readable-quarter.ts';
import { SuiteUseFields } from './SuiteUseFields.tsx';

interface ServiceLevelFieldsProps {
  readonly teacher: Teacher;
  /** What the details as they stand give. */
  readonly decision: LevelDecision;
  readonly onChange: (fields: Partial<Teacher>) => void;
}

/** How the suite is used this quarter, and the service level that follows with the row that decided; by hand where no use is known. */
export function ServiceLevelFields({ teacher, decision, onChange }: ServiceLevelFieldsProps) {
  const say = useSay();
  const { t, language } = useWording();
  const { level, row, use, quarter, outdated } = decision;
  return (
    <>
      <SuiteUseFields key={quarter} quarter={quarter} uses={teacher.uses} onChange={(uses) => onChange({ uses })} />
      <Text component="output" display="block">
        {level !== null && row !== null && (
          <Text span fw={600} display="block">
            {say('teacher.levelIs', { level: t(`requests:terms.level.${level}`), reason: row.reason[language] })}
          </Text>
        )}
        {outdated && use !== null && (
          <Text span c="#8a3b00" display="block">
            {say('teacher.levelOutdated', { quarter: readableQuarter(use.quarter, say) })}
          </Text>
        )}
      </Text>
      {use === null && (
        <NativeSelect
          size="lg"
          label={say('teacher.level')}
          description={say('teacher.levelHelp')}
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

import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import type { InspectionReport } from '../../../../../shared/domain/inspection/inspection-report.ts';
import { conclusionSchema } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useSaid, useTell, useTerm } from '../words.ts';
import type { NotesControl } from './use-notes.ts';

interface DecisionPartProps {
  readonly control: NotesControl;
  readonly report: InspectionReport | null;
}

/** What the rules propose and why; what the inspector decides. */
export function DecisionPart({ control, report }: DecisionPartProps) {
  const tell = useTell();
  const term = useTerm();
  const said = useSaid();
  const decision = control.notes.conclusion;
  const proposed = report?.conclusion.proposed ?? null;
  const reasonNeeded = decision !== null && proposed !== null && decision.decided !== proposed;
  return (
    <Stack gap="sm" component="fieldset" className="inspection-fieldset">
      <Title order={4} component="legend">
        {tell('decision.heading')}
      </Title>
      {report !== null && (
        <Text>
          {tell('decision.proposed', {
            conclusion: term(`conclusion.${report.conclusion.proposed}`),
            reason: said(report.conclusion.ruleReason),
          })}
        </Text>
      )}
      <Group gap="xs">
        {conclusionSchema.options.map((one, position) => (
          <Button
            key={one}
            {...(position === 0 && { id: 'inspection-undecided' })}
            size="xl"
            variant={decision?.decided === one ? 'filled' : 'default'}
            aria-pressed={decision?.decided === one}
            onClick={() => control.decide({ conclusion: { decided: one, reason: decision?.reason ?? '' } })}
          >
            <span className="capital">{term(`conclusion.${one}`)}</span>
          </Button>
        ))}
      </Group>
      {decision !== null && (
        <Textarea
          id="inspection-no-reason"
          label={tell(reasonNeeded ? 'decision.reasonNeeded' : 'decision.reason')}
          size="lg"
          autosize
          minRows={2}
          maxLength={2000}
          error={reasonNeeded && decision.reason.trim() === '' ? tell('decision.reasonMissing') : undefined}
          value={decision.reason}
          onChange={(event) => control.type({ conclusion: { ...decision, reason: event.currentTarget.value } })}
          onBlur={control.settle}
        />
      )}
    </Stack>
  );
}

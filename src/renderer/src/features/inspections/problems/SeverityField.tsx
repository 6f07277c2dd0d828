import { NativeSelect, Textarea } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { InspectionProblem, ProblemDecision } from '../../../../../shared/domain/inspection/inspection-session.ts';
import { severitySchema } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useTerms, useTexts } from '../../../language/use-texts.ts';

const SETTLED_MS = 500;

interface SeverityFieldProps {
  readonly problem: Pick<InspectionProblem, 'severity' | 'regraded'>;
  readonly onDecide: (severity: ProblemDecision['severity']) => void;
}

/** How bad a problem is: as proposed, or otherwise with a reason; without one nothing is saved. */
export function SeverityField({ problem: { severity, regraded }, onDecide }: SeverityFieldProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  const proposed = regraded?.proposed ?? severity;
  const [chosen, setChosen] = useState(severity);
  const [reason, setReason] = useState(regraded?.reason ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  const differs = chosen !== proposed;
  const isAsked = differs && reason.trim() === '';
  useEffect(() => {
    if (isAsked) field.current?.focus();
    // oxlint-disable-next-line react/exhaustive-deps -- it is asked for when another severity is chosen, not when its text is emptied
  }, [chosen]);
  const decideLater = useDebouncedCallback(onDecide, { delay: SETTLED_MS, flushOnUnmount: true });
  return (
    <>
      <NativeSelect
        label={t('problems.severity')}
        size="md"
        value={chosen}
        onChange={(event) => {
          const decided = severitySchema.options.find((one) => one === event.currentTarget.value) ?? chosen;
          setChosen(decided);
          decideLater.cancel();
          if (decided === proposed) onDecide(null);
          else if (reason.trim() !== '') onDecide({ decided, reason: reason.trim() });
        }}
        data={severitySchema.options.map((one) => ({
          value: one,
          label:
            one === proposed
              ? t('problems.severityProposed', { severity: term(`severity.${one}`) })
              : term(`severity.${one}`),
        }))}
      />
      {differs && (
        <Textarea
          ref={field}
          label={t('problems.severityReason')}
          required
          autosize
          maxLength={400}
          error={isAsked && t('problems.severityUnreasoned')}
          value={reason}
          onChange={(event) => {
            const text = event.currentTarget.value;
            setReason(text);
            decideLater.cancel();
            if (text.trim() !== '') decideLater({ decided: chosen, reason: text.trim() });
          }}
          onBlur={() => decideLater.flush()}
        />
      )}
    </>
  );
}

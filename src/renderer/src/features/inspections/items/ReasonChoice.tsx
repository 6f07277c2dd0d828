import { Button, Fieldset, Group } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { NotInspectedReason } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import { useTell, useTerm } from '../words.ts';

/** Reasons a person gives; the others are the program's own. What is not asked for at all comes last: it changes what is counted. */
export const REASONS = [
  'device-absent',
  'in-use',
  'no-access',
  'no-instrument',
  'other',
  'not-applicable',
] as const satisfies readonly NotInspectedReason[];

interface ReasonChoiceProps {
  readonly chosen: NotInspectedReason | null;
  /** The question has just come up. */
  readonly focused: boolean;
  readonly onChoose: (reason: NotInspectedReason) => void;
}

/** Why it was not inspected: one touch, which also saves. */
export function ReasonChoice({ chosen, focused, onChoose }: ReasonChoiceProps) {
  const tell = useTell();
  const term = useTerm();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) first.current?.focus();
  }, [focused]);
  return (
    <Fieldset variant="unstyled" legend={tell('item.reason')}>
      <Group gap="xs">
        {REASONS.map((reason, position) => (
          <Button
            key={reason}
            ref={position === 0 ? first : undefined}
            variant={reason === chosen ? 'filled' : 'default'}
            aria-pressed={reason === chosen}
            onClick={() => onChoose(reason)}
          >
            <span className="capital">{term(`reason.${reason}`)}</span>
          </Button>
        ))}
      </Group>
    </Fieldset>
  );
}

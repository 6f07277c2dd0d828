import { Button, Stack, Title } from '@mantine/core';
import { useWording } from '../../../language/wording-context.ts';
import { useFocusedHeading } from '../session/use-focused-heading.ts';
import { useTell } from '../words.ts';
import type { ReadingControl } from './use-reading.ts';

/** This PC being read: what is done, and a way out. */
export function ReadingView({ reading: { probes, cancel } }: { readonly reading: ReadingControl }) {
  const tell = useTell();
  const { t, labelled } = useWording();
  const heading = useFocusedHeading();
  return (
    <Stack gap="md" align="flex-start">
      <Title order={2} ref={heading} tabIndex={-1}>
        {tell('reading.heading')}
      </Title>
      <output aria-live="polite">
        <ul className="inspection-probes">
          {[...(probes ?? [])].map(([id, state]) => (
            <li key={id}>{labelled(t(`terms:probe.${id}`), t(`terms:probeState.${state}`))}</li>
          ))}
        </ul>
      </output>
      <Button variant="default" onClick={cancel}>
        {tell('reading.cancel')}
      </Button>
    </Stack>
  );
}

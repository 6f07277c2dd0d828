import { Button, Group, Text } from '@mantine/core';
import { useWording } from '../../../language/wording-context.ts';
import { useTell } from '../words.ts';
import type { SessionControl } from './use-session.ts';

/** Whether the last touch is on the disk; what is not there is said, and can be sent again. */
export function SavedNote({ control: { saving, unsaved, retry } }: { readonly control: SessionControl }) {
  const tell = useTell();
  const wording = useWording();
  const failed = saving.phase === 'failed';
  const problem = failed ? wording.problem(saving.problem) : null;
  return (
    <Group gap="xs" className="inspection-saved">
      <Text component="output" fz="sm" c="#0d4a1f" aria-live="polite">
        {saving.phase === 'saved' && unsaved.size === 0 && tell('saved.at', { time: saving.at.slice(11, 19) })}
        {/* Only what is done is read out. */}
        <span aria-hidden="true">{saving.phase === 'saving' && tell('saved.now')}</span>
      </Text>
      <Text role="alert" c="#a61e1e" fw={600} fz="sm" style={{ overflowWrap: 'anywhere' }}>
        {problem !== null && tell('saved.not', { ...problem })}
        {!failed && saving.phase !== 'saving' && unsaved.size > 0 && tell('saved.waiting', { count: unsaved.size })}
      </Text>
      {unsaved.size > 0 && saving.phase !== 'saving' && (
        <Button variant="default" onClick={retry}>
          {tell('saved.retry')}
        </Button>
      )}
    </Group>
  );
}

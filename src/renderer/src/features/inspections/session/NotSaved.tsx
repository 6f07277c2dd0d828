import { Button, Text } from '@mantine/core';
import { useTexts, useWording } from '../../../language/use-texts.ts';
import type { SessionControl } from './use-session.ts';

/** What could not be saved, with its cause, and a button to save it again; empty while all is well. */
export function NotSaved({ control: { saving, unsaved, retry } }: { readonly control: SessionControl }) {
  const t = useTexts('inspections');
  const wording = useWording();
  const waiting = unsaved.size > 0 && saving.phase !== 'saving';
  return (
    <div className="session-not-saved">
      <Text role="alert" c="var(--color-failed)" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {saving.phase === 'failed' && t('saved.not', { ...wording.problem(saving.problem) })}
        {saving.phase !== 'failed' && waiting && t('saved.waiting', { count: unsaved.size })}
      </Text>
      {waiting && (
        <Button variant="default" onClick={retry}>
          {t('saved.retry')}
        </Button>
      )}
    </div>
  );
}

import { Button, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTexts } from '../../language/use-texts.ts';

const SHOWN_MS = 4000;

/** Copies a text, and says so; where the system does not let it, the text is there to be copied by hand. */
export function CopyText({ text }: { readonly text: string }) {
  const t = useTexts('screen');
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (state !== 'copied') return undefined;
    const shown = setTimeout(() => setState('idle'), SHOWN_MS);
    return () => clearTimeout(shown);
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('refused');
    }
  };
  return (
    <>
      <Button variant="default" aria-live="polite" onClick={() => void copy()}>
        {t(state === 'copied' ? 'copied' : 'copy')}
      </Button>
      {state === 'refused' && (
        <Textarea
          readOnly
          autosize
          label={t('copyByHand')}
          value={text}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </>
  );
}

import { Text } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { useClient } from '../../connection/context.ts';
import { Trouble } from '../../shell/Trouble.tsx';
import { usePrivacyWords } from './privacy-words.ts';

/** Software of others that is inside, with its licences; read when somebody opens it. */
export function NoticesPart() {
  const client = useClient();
  const explain = usePrivacyWords();
  const [text, setText] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const read = async () => {
    const notices = await client.app.notices();
    setProblem(notices.ok ? null : notices.problem);
    setText(notices.ok ? notices.value : null);
  };
  return (
    <details
      onToggle={(event) => {
        if (event.currentTarget.open && text === null) void read();
      }}
    >
      <summary>{explain('notices')}</summary>
      <Trouble problems={problem === null ? [] : [problem]} />
      {text !== null && (
        <Text
          component="pre"
          lang="en"
          fz="sm"
          mah={480}
          // Scrolled by keyboard as well.
          tabIndex={0}
          style={{ overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
        >
          {text}
        </Text>
      )}
    </details>
  );
}

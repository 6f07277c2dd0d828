import { Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { About } from '../../../../shared/contract.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';
import { Logo } from '../../shell/Logo.tsx';

/** Which program this is, and third-party software with its licences, loaded when it is opened. */
export function SoftwareNotices({ about }: { readonly about: About }) {
  const client = useClient();
  const t = useTexts('privacy');
  const texts = useTexts('settings');
  const [text, setText] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const read = async () => {
    const notices = await client.app.notices();
    setProblem(notices.ok ? null : notices.problem);
    setText(notices.ok ? notices.value : null);
  };
  return (
    <>
      <div className="about-program">
        <Logo />
        <div>
          <Title order={2}>{texts('screen:product')}</Title>
          <Text>{texts('about.version', { version: about.version })}</Text>
        </div>
      </div>
      <details
        onToggle={(event) => {
          if (event.currentTarget.open && text === null) void read();
        }}
      >
        <summary>{t('notices')}</summary>
        <ProblemAlert problems={problem === null ? [] : [problem]} />
        {text !== null && (
          <Text
            component="pre"
            lang="en"
            fz="sm"
            mah={480}
            // Focusable, so that it can be scrolled by keyboard.
            tabIndex={0}
            style={{ overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
          >
            {text}
          </Text>
        )}
      </details>
    </>
  );
}

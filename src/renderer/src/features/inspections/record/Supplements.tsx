import { Button, Text, Textarea, TextInput, Title } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { InspectionRecord } from '../../../../../shared/domain/inspection/inspection-record.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useTexts } from '../../../language/use-texts.ts';
import { formatTime } from '../../assessment/assessment.ts';

interface SupplementsProps {
  readonly id: string;
  readonly record: InspectionRecord;
  readonly onChanged: (record: InspectionRecord) => void;
}

/** Corrections to a signed report, each a record of its own. */
export function Supplements({ id, record: { supplements }, onChanged }: SupplementsProps) {
  const client = useClient();
  const t = useTexts('inspections');
  const heading = useRef<HTMLHeadingElement>(null);
  const [author, setAuthor] = useState('');
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [added, setAdded] = useState(false);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const result = await settleCall(() =>
      client.inspections.addSupplement({ id, supplement: { author: author.trim(), text: text.trim() } }),
    );
    setProblem(result.ok ? null : result.problem);
    setAdded(result.ok);
    if (!result.ok) return;
    heading.current?.focus({ preventScroll: true });
    setText('');
    setAuthor('');
    onChanged(result.value);
  };
  return (
    <section className="card supplements" aria-label={t('supplements.heading')}>
      <Title order={3} ref={heading} tabIndex={-1}>
        {t('supplements.heading')}
      </Title>
      <Text c="var(--color-text-secondary)">{t('supplements.help')}</Text>
      {supplements.length > 0 && (
        <ul>
          {supplements.map((one, at) => (
            <li key={one.position}>
              <strong>
                {t('supplements.one', { position: at + 1, author: one.author, time: formatTime(one.at) })}
              </strong>
              <p>{one.text}</p>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={(event) => void add(event)}>
        <TextInput
          label={t('supplements.author')}
          value={author}
          maxLength={40}
          autoComplete="off"
          onChange={(event) => setAuthor(event.currentTarget.value)}
        />
        <Textarea
          label={t('supplements.text')}
          autosize
          minRows={2}
          maxLength={4000}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAdded(false);
          }}
        />
        <Button type="submit" variant="default" disabled={text.trim() === '' || author.trim() === ''}>
          {t('supplements.add')}
        </Button>
        <Text component="output">{added ? t('supplements.added') : ''}</Text>
        <ProblemAlert problems={problem === null ? [] : [problem]} />
      </form>
    </section>
  );
}

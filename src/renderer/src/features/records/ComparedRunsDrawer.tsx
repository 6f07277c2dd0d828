import { useEffect, useState } from 'react';
import { comparisonInWords } from '../../../../shared/comparison-words.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { ComparedRuns } from '../../../../shared/domain/run-comparison.ts';
import { Drawer } from '../../components/Drawer.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { VerdictChip } from '../../components/VerdictChip.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { formatTime } from '../assessment/assessment.ts';

interface ComparedRunsDrawerProps {
  readonly one: string;
  readonly other: string;
  readonly onClose: () => void;
}

/** Two checks side by side, and in words what changed from one to the other. */
export function ComparedRunsDrawer({ one, other, onClose }: ComparedRunsDrawerProps) {
  const client = useClient();
  const t = useTexts('records');
  const wording = useWording();
  const [compared, setCompared] = useState<ComparedRuns | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const read = async () => {
      const answer = await client.runs.compare({ one, other });
      if (answer.ok) setCompared(answer.value);
      else setProblem(answer.problem);
    };
    void read();
  }, [client, one, other]);
  const sections = compared === null ? [] : comparisonInWords(compared, wording);
  return (
    <Drawer title={t('compare.heading')} onClose={onClose}>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      {compared !== null && (
        <>
          <div className="compared">
            {(['older', 'newer'] as const).map((which) => (
              <div key={which} className="compared-run">
                <span className="muted">{t(`compare.${which}`)}</span>
                <b>{formatTime(compared[which].startedAt).slice(0, 19)}</b>
                <VerdictChip verdict={compared[which].verdict} />
                {compared[which].demo && <span className="demo-mark">{t('screen:history.demo')}</span>}
              </div>
            ))}
          </div>
          {sections.every(({ name }) => name === 'stayed') && <p>{t('compare.nothingChanged')}</p>}
          {sections.map(({ name, lines }) => (
            <section key={name}>
              <h3>{t(`compare.${name}`)}</h3>
              <ul>
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </section>
          ))}
        </>
      )}
    </Drawer>
  );
}

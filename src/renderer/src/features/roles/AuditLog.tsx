import { Button } from '@mantine/core';
import { useState } from 'react';
import { auditWords } from '../../../../shared/audit-wording.ts';
import type { AuditEntry } from '../../../../shared/domain/pins.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { answerLost } from '../../connection/settle-call.ts';
import { useClient } from '../../connection/use-connection.ts';
import { i18n } from '../../language/texts.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { formatTime } from '../assessment/assessment.ts';

const PAGE = 50;

/** What was done with which role, newest first, and whether somebody changed the log. Read when an administrator asks. */
export function AuditLog() {
  const client = useClient();
  const t = useTexts('roles');
  const { language } = useWording();
  const [entries, setEntries] = useState<readonly AuditEntry[] | null>(null);
  const [hasMore, setMore] = useState(false);
  const [isIntact, setIntact] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const load = async () => {
    const before = entries?.at(-1)?.position;
    const read = await client.roles.audit({ limit: PAGE, ...(before !== undefined && { before }) }).catch(answerLost);
    if (!read.ok) return setProblem(read.problem);
    setEntries([...(entries ?? []), ...read.value]);
    setMore(read.value.length === PAGE);
    const examined = await client.roles.examineAudit().catch(answerLost);
    setIntact(examined.ok);
    setProblem(examined.ok ? null : examined.problem);
  };

  return (
    <section className="card settings-card" aria-labelledby="audit-heading">
      <h2 id="audit-heading">{t('audit.heading')}</h2>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      {isIntact && <p className="muted">{t('audit.intact')}</p>}
      {entries?.length === 0 && <p>{t('audit.empty')}</p>}
      {entries !== null && entries.length > 0 && (
        <table className="audit-table">
          <thead>
            <tr>
              {(['at', 'who', 'what'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`audit.columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => {
              const { who, what } = auditWords(i18n, language, entry);
              return (
                <tr key={entry.position}>
                  <td>{formatTime(entry.at).slice(0, 19)}</td>
                  <td>{who}</td>
                  <td>{what}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {(entries === null || hasMore) && (
        <div>
          <Button variant="default" onClick={() => void load()}>
            {t(entries === null ? 'audit.load' : 'audit.more')}
          </Button>
        </div>
      )}
    </section>
  );
}

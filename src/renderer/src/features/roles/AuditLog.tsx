import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Language } from '../../../../shared/domain/language.ts';
import type { AuditEntry } from '../../../../shared/domain/pins.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { answerLost } from '../../connection/settle-call.ts';
import { useClient } from '../../connection/use-connection.ts';
import { i18n } from '../../language/texts.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { formatTime } from '../assessment/assessment.ts';

const PAGE = 50;

/** What a procedure or command does, in words; one of another release keeps its name. */
function nameOfCall(procedure: string, language: Language): string {
  const key = `roles:audit.calls.${procedure.replaceAll(/[. ]/g, '-')}`;
  return i18n.exists(key, { lng: language }) ? i18n.t(key, { lng: language }) : procedure;
}

/** What was done with which role, newest first, and whether somebody changed the log. Read when an administrator asks. */
export function AuditLog() {
  const client = useClient();
  const t = useTexts('roles');
  const { language, labelled } = useWording();
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

  const wordsOf = (what: AuditEntry['what'], procedure: string | null): string => {
    if (procedure === null) return t(`audit.what.${what}`);
    if (what === 'taken-over') return labelled(t('audit.what.taken-over'), procedure);
    const call = nameOfCall(procedure, language);
    return what === 'refused' ? t('audit.refusedCall', { call }) : call;
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
            {entries.map(({ position, at, what, role, procedure }) => (
              <tr key={position}>
                <td>{formatTime(at).slice(0, 19)}</td>
                <td>{role === null ? t('audit.nobody') : t(`role.${role}`)}</td>
                <td>{wordsOf(what, procedure)}</td>
              </tr>
            ))}
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

import { UnstyledButton } from '@mantine/core';
import IconChevronDown from '@tabler/icons-react/icons/IconChevronDown';
import { useEffect, useRef, useState } from 'react';
import type { ReportFormat } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import type { Language } from '../../../../../shared/domain/language.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { saveFile } from '../../../connection/files.ts';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useTerms, useTexts } from '../../../language/use-texts.ts';

const FORMATS = ['pdf', 'docx', 'xlsx', 'json'] as const satisfies readonly ReportFormat[];

/** Nothing where the report is wanted as it was made. */
export const inLanguage = (language: Language | null) => (language === null ? {} : { language });

interface FileMenuProps {
  readonly id: string;
  /** Language of the files; null: as the report was made. */
  readonly edition?: Language | null;
}

/** Downloads of the report in each format, behind one button. */
export function FileMenu({ id, edition = null }: FileMenuProps) {
  const client = useClient();
  const t = useTexts('inspections');
  const term = useTerms();
  const menu = useRef<HTMLDetailsElement>(null);
  const [busy, setBusy] = useState<ReportFormat | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useClosing(menu);
  const download = async (format: ReportFormat) => {
    setBusy(format);
    const file = await settleCall(() => client.inspections.document({ id, format, ...inLanguage(edition) }));
    setBusy(null);
    setProblem(file.ok ? null : file.problem);
    close(menu.current);
    if (file.ok) saveFile(file.value);
  };
  return (
    <div>
      <details
        ref={menu}
        className="file-menu"
        onToggle={({ currentTarget }) => {
          if (currentTarget.open) currentTarget.querySelector('ul')?.scrollIntoView({ block: 'nearest' });
        }}
      >
        <summary aria-busy={busy !== null}>
          {t(busy === null ? 'report.saveAs' : 'report.saving')}
          <IconChevronDown size={20} aria-hidden />
        </summary>
        <ul>
          <li className="file-menu-note muted">{t('report.withNames')}</li>
          {FORMATS.map((format) => (
            <li key={format}>
              <UnstyledButton className="file-menu-item" disabled={busy !== null} onClick={() => void download(format)}>
                {t('report.keep', { format: term(`format.${format}`) })}
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </details>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
    </div>
  );
}

/** Closes it; what had the focus inside it would be gone. */
function close(menu: HTMLDetailsElement | null): void {
  if (menu === null || !menu.open) return;
  if (menu.contains(document.activeElement)) menu.querySelector('summary')?.focus();
  menu.open = false;
}

/** Escape and a touch beside it close a menu. */
function useClosing(menu: { readonly current: HTMLDetailsElement | null }): void {
  useEffect(() => {
    const press = ({ key }: KeyboardEvent) => key === 'Escape' && close(menu.current);
    const touch = ({ target }: PointerEvent) => {
      if (target instanceof Node && menu.current?.contains(target) !== true) close(menu.current);
    };
    window.addEventListener('keydown', press);
    window.addEventListener('pointerdown', touch);
    return () => {
      window.removeEventListener('keydown', press);
      window.removeEventListener('pointerdown', touch);
    };
  }, [menu]);
}

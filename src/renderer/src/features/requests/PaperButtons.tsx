import { Button } from '@mantine/core';
import IconPrinter from '@tabler/icons-react/icons/IconPrinter';
import { useState } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { FileToKeep } from '../../../../shared/domain/request-record.ts';
import type { Result } from '../../../../shared/domain/result.ts';
import type { FiledRequest } from '../../../../shared/domain/service-request.ts';
import { QrPicture } from '../../components/QrPicture.tsx';
import { saveFile } from '../../connection/files.ts';
import { answerLost } from '../../connection/settle-call.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';

const FORMS = [
  { form: 'request-form', format: 'pdf' },
  { form: 'request-form', format: 'docx' },
  { form: 'handling-sheet', format: 'pdf' },
  { form: 'handling-sheet', format: 'docx' },
] as const;

interface PaperButtonsProps {
  readonly id: string;
  /** `print` and `file`: only what carries a request to the service desk. */
  readonly papers: readonly ('all' | 'print' | 'file')[];
  readonly onProblem: (problem: Problem | null) => void;
}

/** Forms of a request to print or to edit, and the signed file. */
export function PaperButtons({ id, papers, onProblem }: PaperButtonsProps) {
  const client = useClient();
  const t = useTexts('screen');
  const [making, setMaking] = useState(false);
  const receive = async (rendering: Promise<Result<FileToKeep>>) => {
    setMaking(true);
    const file = await rendering.catch(answerLost).finally(() => setMaking(false));
    onProblem(file.ok ? null : file.problem);
    if (file.ok) saveFile(file.value);
  };
  const isAll = papers.includes('all');
  const forms = isAll ? FORMS : papers.includes('print') ? FORMS.slice(0, 1) : [];
  return (
    <div className="request-actions">
      {forms.map((paper) => (
        <Button
          key={`${paper.form} ${paper.format}`}
          variant="default"
          disabled={making}
          leftSection={isAll ? undefined : <IconPrinter size={20} aria-hidden />}
          onClick={() => void receive(client.requests.document({ id, ...paper }))}
        >
          {isAll
            ? t(`requests.paper.${paper.form}`, { format: paper.format.toUpperCase() })
            : t('requests.paper.print')}
        </Button>
      ))}
      {(isAll || papers.includes('file')) && (
        <Button variant="default" disabled={making} onClick={() => void receive(client.requests.exportFile({ id }))}>
          {t('requests.paper.file')}
        </Button>
      )}
      <output>{making ? t('requests.paper.making') : ''}</output>
    </div>
  );
}

/** Characters of the title in the code; more makes it too dense for phones. */
const LONGEST_TITLE = 60;

interface RequestQrProps {
  readonly request: FiledRequest;
  /** Whoever may know the number has signed in: the request is read again. */
  readonly onAllowed: () => Promise<void>;
  readonly onProblem: (problem: Problem | null) => void;
}

/** The request as a QR code, for a PC without any channel: what the service desk needs to begin, without personal fields. */
export function RequestQr({ request, onAllowed, onProblem }: RequestQrProps) {
  const client = useClient();
  const t = useTexts('screen');
  const [isOpen, setIsOpen] = useState(false);
  const { id, number, place, urgency, scope, title, symptoms } = request;
  const isHidden = number.includes('•');
  const lines = [
    number,
    place === null ? '' : `${place.school} ${place.lab} ${place.seat}`,
    `${t(`requests:terms.urgency.${urgency}`)} · ${t(`requests:terms.scope.${scope}`)}`,
    title.slice(0, LONGEST_TITLE),
    ...symptoms.flatMap(({ faultCode }) => faultCode ?? []).slice(0, 3),
  ].filter((line) => line !== '');
  /** The service desk finds nothing by a number that is hidden. */
  const ask = async () => {
    const allowed = await client.requests.mayAdd({ id }).catch(answerLost);
    onProblem(allowed.ok ? null : allowed.problem);
    if (!allowed.ok) return;
    await onAllowed();
    setIsOpen(true);
  };
  return (
    <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary
        onClick={(event) => {
          if (!isHidden) return;
          event.preventDefault();
          void ask();
        }}
      >
        {t('requests.paper.qr')}
      </summary>
      {!isHidden && (
        <>
          <p>{t('requests.paper.qrHelp')}</p>
          <QrPicture
            text={lines.join('\n')}
            label={t('requests.paper.qrHolds', { text: lines.join(' ') })}
            side={260}
          />
        </>
      )}
    </details>
  );
}

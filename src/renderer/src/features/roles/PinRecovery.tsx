import { Button, FileButton, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import type { RoleState } from '../../../../shared/domain/pins.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { Drawer } from '../../components/Drawer.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { QrPicture } from '../../components/QrPicture.tsx';
import { readUpload } from '../../connection/files.ts';
import { answerLost } from '../../connection/settle-call.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts } from '../../language/use-texts.ts';

const MAX_ANSWER_BYTES = 10_000;
const STEPS = ['1', '2', '3'] as const;

/** As it is read out on the phone. */
const inFours = (text: string): string => text.replaceAll(/(.{4})(?=.)/g, '$1-');

interface PinRecoveryProps {
  readonly onRecovered: (state: RoleState) => void;
}

/** The way back in for a school where nobody knows the administrator's PIN any more. */
export function PinRecoveryButton({ onRecovered }: PinRecoveryProps) {
  const t = useTexts('roles');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <div>
        <Button variant="subtle" onClick={() => setOpen(true)}>
          {t('signIn.forgotten')}
        </Button>
      </div>
      {isOpen && (
        <Drawer title={t('recovery.heading')} onClose={() => setOpen(false)}>
          <PinRecovery onRecovered={onRecovered} />
        </Drawer>
      )}
    </>
  );
}

function PinRecovery({ onRecovered }: PinRecoveryProps) {
  const client = useClient();
  const t = useTexts('roles');
  const [question, setQuestion] = useState<{ device: string; nonce: string } | null>(null);
  const [file, setFile] = useState<{ name: string; base64: string } | null>(null);
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    const ask = async () => {
      const asked = await client.roles.askRecovery();
      if (asked.ok) setQuestion(asked.value);
      else setProblem(asked.problem);
    };
    void ask();
  }, [client]);

  const choose = async (chosen: File | null) => {
    if (chosen === null) return;
    const read = await readUpload(chosen, MAX_ANSWER_BYTES);
    setProblem(read.ok ? null : read.problem);
    if (read.ok) setFile(read.value);
  };
  const recover = async (event: FormEvent) => {
    event.preventDefault();
    if (file === null) return;
    const done = await client.roles.recover({ base64: file.base64, pin }).catch(answerLost);
    setProblem(done.ok ? null : done.problem);
    setDone(done.ok);
    if (done.ok) onRecovered(done.value);
  };

  if (isDone) return <p>{t('recovery.done')}</p>;
  const asked = question === null ? null : `${question.device}-${question.nonce}`;
  return (
    <form className="settings-form" onSubmit={(event) => void recover(event)}>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      <ol>
        {STEPS.map((step) => (
          <li key={step}>{t(`recovery.steps.${step}`)}</li>
        ))}
      </ol>
      {asked !== null && (
        <div className="recovery-question">
          <QrPicture text={asked} label={t('recovery.qr')} side={160} />
          <dl>
            <dt>{t('recovery.device')}</dt>
            <dd>
              <code>{inFours(question?.device ?? '')}</code>
            </dd>
            <dt>{t('recovery.question')}</dt>
            <dd>
              <code>{inFours(question?.nonce ?? '')}</code>
            </dd>
          </dl>
        </div>
      )}
      <FileButton onChange={(chosen) => void choose(chosen)} accept=".json">
        {(props) => (
          <Button {...props} variant="default">
            {t('recovery.file')}
          </Button>
        )}
      </FileButton>
      {file !== null && <p className="muted">{t('recovery.chosen', { name: file.name })}</p>}
      <TextInput
        label={t('recovery.pin')}
        value={pin}
        maxLength={12}
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => setPin(event.currentTarget.value.replaceAll(/\D/g, ''))}
      />
      <Button type="submit" disabled={file === null || pin === ''}>
        {t('recovery.recover')}
      </Button>
    </form>
  );
}

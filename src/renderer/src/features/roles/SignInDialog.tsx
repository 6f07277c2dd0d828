import './roles.css';
import { Button, CloseButton, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { type Problem, problemParam } from '../../../../shared/domain/problem.ts';
import type { Result } from '../../../../shared/domain/result.ts';
import { answerLost } from '../../connection/settle-call.ts';
import type { SignInQuestion } from '../../connection/sign-in-prompt.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { PinPad } from './PinPad.tsx';

interface SignInDialogProps {
  readonly question: SignInQuestion;
  readonly onAnswer: (signedIn: boolean) => void;
}

/** Asks for the PIN of somebody who may do it, or for the number of the request; what was being done then goes on. */
export default function SignInDialog({ question, onAnswer }: SignInDialogProps) {
  const { request, roles, wished = false, again = false } = question;
  const client = useClient();
  const t = useTexts('roles');
  const whose = useWording().anyOf(roles);
  const heading = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [pin, setPin] = useState('');
  const [number, setNumber] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isWorking, setWorking] = useState(false);
  const wait = useCountdown(problem);
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector('input')?.focus();
    // Who goes back to another page is not asked there for what this one needed.
    const close = () => dialog.current?.close();
    window.addEventListener('hashchange', close);
    return () => window.removeEventListener('hashchange', close);
  }, []);

  const attempt = async (call: () => Promise<Result<unknown>>) => {
    setWorking(true);
    const done = await call().catch(answerLost);
    setWorking(false);
    setPin('');
    if (done.ok) onAnswer(true);
    else setProblem(done.problem);
  };
  const signIn = (event: FormEvent) => {
    event.preventDefault();
    if (pin !== '' && wait === 0) void attempt(() => client.roles.signIn({ pin }));
  };
  const proveNumber = (event: FormEvent) => {
    event.preventDefault();
    if (request !== null && number.trim() !== '') void attempt(() => client.roles.proveNumber({ id: request, number }));
  };

  return (
    <dialog ref={dialog} className="sign-in" aria-labelledby={heading} onClose={() => onAnswer(false)}>
      <header>
        <h2 id={heading}>{t(wished ? 'signIn.wish' : 'signIn.heading')}</h2>
        <CloseButton size="2.75rem" aria-label={t('screen:close')} onClick={() => dialog.current?.close()} />
      </header>
      <p>{t(wished ? 'signIn.wishHelp' : 'signIn.why', { whose })}</p>
      <output className="sign-in-problem">
        {wait > 0 ? (
          t('signIn.wait', { seconds: wait })
        ) : problem !== null ? (
          <ProblemTitle problem={problem} />
        ) : (
          again && t('signIn.again', { whose })
        )}
      </output>
      <form onSubmit={signIn}>
        <PinPad pin={pin} disabled={isWorking || wait > 0} onPin={setPin} />
        <Button type="submit" fullWidth loading={isWorking} disabled={pin === '' || wait > 0}>
          {t('signIn.enter')}
        </Button>
      </form>
      {request !== null && (
        <form className="sign-in-number" onSubmit={proveNumber}>
          <TextInput
            label={t('signIn.orNumber')}
            placeholder="VR-"
            value={number}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={number.trim() === '' || isWorking}>
            {t('signIn.byNumber')}
          </Button>
        </form>
      )}
    </dialog>
  );
}

function ProblemTitle({ problem }: { readonly problem: Problem }) {
  return <>{useWording().problem(problem).title}</>;
}

/** Seconds that are left of the wait a problem names. */
function useCountdown(problem: Problem | null): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const seconds = problem?.code === 'pin-wait' ? Number(problemParam(problem, 'seconds')) : 0;
    const until = performance.now() + seconds * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1000)));
    tick();
    if (seconds === 0) return undefined;
    const ticking = setInterval(tick, 1000);
    return () => clearInterval(ticking);
  }, [problem]);
  return left;
}

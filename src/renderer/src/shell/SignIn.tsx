import { useState } from 'react';
import { useSignInQuestion } from '../connection/use-connection.ts';
import { Unobtrusive } from '../failures/Panel.tsx';
import { lazyScreen } from './lazy-screen.tsx';

const SignInDialog = lazyScreen('roles', () => import('../features/roles/SignInDialog.tsx'), null);

/** Asks for a PIN over the screens as soon as something needs one. */
export function SignIn() {
  const { question, answer } = useSignInQuestion();
  const [failed, setFailed] = useState(0);
  if (question === null) return null;
  // Without the dialog nobody can sign in: what asked is told that nobody did, and says so in its place.
  const giveUp = () => {
    setFailed(failed + 1);
    answer(false);
  };
  return (
    <Unobtrusive key={failed} name="sign-in" onFailed={giveUp}>
      <SignInDialog question={question} onAnswer={answer} />
    </Unobtrusive>
  );
}

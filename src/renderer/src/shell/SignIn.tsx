import { useSignInQuestion } from '../connection/use-connection.ts';
import { lazyScreen } from './lazy-screen.tsx';

const SignInDialog = lazyScreen('roles', () => import('../features/roles/SignInDialog.tsx'), null);

/** Asks for a PIN over the screens as soon as something needs one. */
export function SignIn() {
  const { question, answer } = useSignInQuestion();
  return question === null ? null : <SignInDialog question={question} onAnswer={answer} />;
}

import { ORPCError } from '@orpc/client';
import { type Problem, problemParam } from '../../../shared/domain/problem.ts';

/** The host wants to know who is there before it does something. */
export interface SignInQuestion {
  /** Request whose number is enough as well; null: only a PIN is. */
  readonly request: string | null;
  /** Whose PIN is enough. */
  readonly roles: readonly string[];
  /** Nothing was refused: somebody wants to sign in. */
  readonly wished?: boolean;
  /** Somebody has just signed in whose role may not do it either. */
  readonly again?: boolean;
}

/** The one question at a time that is shown over the screens; calls that need the same answer wait for it together. */
export class SignInPrompt {
  #asked: { readonly question: SignInQuestion; readonly answer: PromiseWithResolvers<boolean> } | null = null;
  readonly #watchers = new Set<() => void>();

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  };
  readonly question = (): SignInQuestion | null => this.#asked?.question ?? null;

  /** @returns whether somebody signed in. */
  readonly ask = (question: SignInQuestion): Promise<boolean> => {
    this.#asked ??= { question, answer: Promise.withResolvers() };
    this.#tell();
    return this.#asked.answer.promise;
  };
  readonly answer = (signedIn: boolean): void => {
    const asked = this.#asked;
    this.#asked = null;
    this.#tell();
    asked?.answer.resolve(signedIn);
  };

  #tell(): void {
    for (const watcher of this.#watchers) watcher();
  }
}

const questionOf = (problem: Partial<Problem> | null | undefined): SignInQuestion | null => {
  if (problem?.code !== 'sign-in-needed') return null;
  const request = problemParam(problem as Problem, 'request');
  const roles = String(problemParam(problem as Problem, 'roles') ?? '').split(' ');
  return { request: typeof request === 'string' ? request : null, roles };
};

/** @param answer of a call. @returns what has to be asked before the call is made again; null: nothing. */
export const questionInAnswer = (answer: unknown): SignInQuestion | null =>
  answer !== null && typeof answer === 'object' && 'problem' in answer ? questionOf(answer.problem as Problem) : null;

/** The same of a stream that was refused. */
export const questionInError = (cause: unknown): SignInQuestion | null =>
  cause instanceof ORPCError ? questionOf((cause.data as { problem?: Problem } | undefined)?.problem) : null;

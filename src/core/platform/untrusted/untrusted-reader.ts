import type { Result } from '../../../shared/domain/result.ts';
import { type ReadLimits, USUAL_LIMITS } from './limits.ts';

/**
 * Reads one kind of files of strangers. Each feature defines its own beside what it parses; `read-apart.ts` has them run in the
 * reader process only, so whatever a file does to a parser, it does not do to the program.
 */
export interface UntrustedReader<Input extends object, Outcome extends Result<unknown>> {
  /** By which the reader process finds it. */
  readonly name: string;
  readonly limits: ReadLimits;
  /** Loads its parser when the first file of its kind comes. What it returns has to survive structured cloning. */
  read(input: Input): Promise<Outcome>;
}

/** Its types stay those of `read`. */
export const defineReader = <Input extends object, Outcome extends Result<unknown>>(
  name: string,
  read: (input: Input) => Promise<Outcome>,
  limits: ReadLimits = USUAL_LIMITS,
): UntrustedReader<Input, Outcome> => ({ name, limits, read });

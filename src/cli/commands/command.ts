import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../terminal.ts';

/** @returns the exit code. */
export type Command = (given: Arguments, terminal: Terminal) => Promise<number>;

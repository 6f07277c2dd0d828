import type { SubcommandName } from '../command-line.ts';
import { completable, type Context } from '../completion/completable.ts';
import { bashCompletion } from '../completion/bash.ts';
import { powershellCompletion } from '../completion/powershell.ts';
import { zshCompletion } from '../completion/zsh.ts';
import type { Command } from './command.ts';

const SHELLS: Readonly<Record<SubcommandName<'completion'>, (contexts: readonly Context[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  powershell: powershellCompletion,
};

/** `vrlab completion bash | zsh | powershell`: a script for the shell, made from the declarations of the command line. */
export const completion: Command = async (given, terminal) => {
  const contexts = await completable(terminal);
  terminal.print(SHELLS[given.subcommand as SubcommandName<'completion'>](contexts).trimEnd());
  return 0;
};

import { z } from 'zod';
import { engineer } from './contract-roles.ts';
import { logEntrySchema } from './domain/log-entry.ts';
import { outcomeOf } from './domain/problem-schema.ts';
import { fileToKeepSchema } from './domain/request-record.ts';

/** The log of what failed of the program itself. */
export const logContract = {
  /** Newest first. */
  list: engineer.output(outcomeOf(z.object({ entries: z.array(logEntrySchema), total: z.int() }))),
  /** All of it, a line of JSON each. */
  exportFile: engineer.output(outcomeOf(fileToKeepSchema)),
};

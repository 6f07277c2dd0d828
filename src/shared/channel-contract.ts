import { z } from 'zod';
import { administrator, administratorAsking, everyone } from './contract-roles.ts';
import { channelEntrySchema, channelListSchema, channelTestSchema } from './domain/channel-entry.ts';
import { outcomeOf } from './domain/problem-schema.ts';

/** The channels of this PC. Secrets go in only: no answer holds one. */
export const channelContract = {
  list: everyone.output(outcomeOf(channelListSchema)),
  /** Adds or replaces one; in use at once. @returns all of them; `channel-field-refused` with field and reason. */
  save: administrator.input(channelEntrySchema).output(outcomeOf(channelListSchema)),
  /** Sends a test message by what is entered and saves nothing. Ended by hanging up. */
  test: administrator.input(channelEntrySchema).output(outcomeOf(channelTestSchema)),
  /** Whether whoever is there may change channels; asked before a screen shows one as removed. */
  mayChange: administratorAsking.output(outcomeOf(z.null())),
  /** Takes it away with its secrets; what waits for it is shown as not sent. */
  remove: administrator.input(z.object({ id: z.string().max(40) })).output(outcomeOf(channelListSchema)),
};

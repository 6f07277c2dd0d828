import path from 'node:path';
import { z } from 'zod';
import { type ChainMark, type MarkFile, count, markFile } from './chain-mark.ts';

export const REQUEST_MARK_NAME = 'request-mark.json';
export const requestMarkFileIn = (dataDirectory: string): string => path.join(dataDirectory, REQUEST_MARK_NAME);

const REQUEST_MARK_SCHEMA = 'vrlab.request-mark/1';
/** Release 0.3.0 kept the mark of signed inspections in this form as well. */
export const requestMarkSchema = z
  .strictObject({
    schema: z.literal(REQUEST_MARK_SCHEMA),
    events: count,
    requests: count,
    hash: z.string(),
    loss: z.strictObject({ events: count, requests: count, differs: z.boolean() }).nullable(),
  })
  .transform(({ events, requests, hash, loss }): ChainMark => ({
    events,
    subjects: requests,
    hash,
    loss: loss && { events: loss.events, subjects: loss.requests, differs: loss.differs },
  }));

/** How far requests had come. */
export const requestMarkIn = (dataDirectory: string): MarkFile =>
  markFile(requestMarkFileIn(dataDirectory), {
    schema: requestMarkSchema,
    toObject: ({ events, subjects, hash, loss }) => ({
      schema: REQUEST_MARK_SCHEMA,
      events,
      requests: subjects,
      hash,
      loss: loss && { events: loss.events, requests: loss.subjects, differs: loss.differs },
    }),
  });

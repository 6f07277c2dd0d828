import { z } from 'zod';

/** Telephone of the service desk as people dial it: digits with spaces, hyphens, brackets, an extension. */
export const hotlineSchema = z
  .string()
  .trim()
  .max(40)
  .regex(/^\+?[\d][\d\s()-]*\d(\s*(转|ext\.?|#|,)\s*\d+)?$/);

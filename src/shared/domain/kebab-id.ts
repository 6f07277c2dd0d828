import { z } from 'zod';

/** How ids of published data are written: `valve-index`. */
export const kebabId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

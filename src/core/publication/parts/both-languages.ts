import { z } from 'zod';

export { type BothLanguages, bothLanguagesSchema } from '../../../shared/domain/both-languages.ts';

export const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

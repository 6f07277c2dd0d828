import { z } from 'zod';

const text = z.string().min(1).max(100);

/**
 * Products that put a disk back at every start, by the services or drivers they install. A sign and no proof: an installed product
 * may be off, and most restore cards leave no sign. Published: names change with their versions.
 */
export const restoringProductsSchema = z
  .array(
    z.strictObject({
      name: text,
      services: z
        .array(text.regex(/^[\w .-]+$/))
        .min(1)
        .max(20),
    }),
  )
  .max(100);
export type RestoringProducts = z.infer<typeof restoringProductsSchema>;

/** For publications from before there was a list. */
export const KNOWN_RESTORING_PRODUCTS: RestoringProducts = [
  { name: 'Deep Freeze', services: ['DFServ', 'DeepFrz'] },
  { name: 'Windows Unified Write Filter', services: ['uwfvol'] },
];

import type { RestoringProducts } from './policy-schema.ts';

/** For publications from before there was a list. */
export const KNOWN_RESTORING_PRODUCTS: RestoringProducts = [
  { name: 'Deep Freeze', services: ['DFServ', 'DeepFrz'] },
  { name: 'Windows Unified Write Filter', services: ['uwfvol'] },
];

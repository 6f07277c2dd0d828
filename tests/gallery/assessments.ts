import type { Assessment } from '../../src/renderer/src/features/assessment/assessment.ts';
import type { GalleryWorld } from './worlds.ts';

/** Worlds as the program itself judges them; the values come in when the page is built (gallery-page.ts). */
export declare const ASSESSMENTS: Readonly<Record<GalleryWorld, Assessment>>;

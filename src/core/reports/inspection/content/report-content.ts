import type { SignatureRole } from '../../../../shared/domain/inspection/inspection-terms.ts';
import type { Language } from '../../../../shared/domain/language.ts';

/** A line of a cell; what is wrong stands out. */
export interface Line {
  readonly text: string;
  readonly strong: boolean;
}

/** One text, or lines of it; line feeds are preserved. */
export type TableCell = string | readonly Line[];

export interface Column {
  readonly label: string;
  /** Share of the width, percent. */
  readonly share: number;
  readonly centred?: boolean;
}

export interface TableBlock {
  readonly type: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly TableCell[])[];
  /** In small print. */
  readonly small?: boolean;
  /** Its last row sums up the others. */
  readonly total?: boolean;
}

/** A value beside its label, half a row wide unless it is long. */
export interface Field {
  readonly label: string;
  readonly value: string;
  readonly wide: boolean;
}

export interface Picture {
  /** ULID of the photo. */
  readonly id: string;
  readonly caption: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Segments of a bar, in the order they are stacked. */
export const BAR_SEGMENTS = ['normal', 'abnormal', 'notInspected', 'open'] as const;
export type BarSegment = (typeof BAR_SEGMENTS)[number];

export interface Bar {
  readonly label: string;
  readonly parts: Readonly<Record<BarSegment, number>>;
  /** Share of normal results, as text. */
  readonly figure: string;
}

/** A stacked bar for each seat (`rows`) or each period (`columns`). */
export interface BarsBlock {
  readonly type: 'bars';
  readonly layout: 'rows' | 'columns';
  readonly title: string;
  /** Alternative text for readers who cannot see the chart. */
  readonly description: string;
  /** Labels of the segments that occur. */
  readonly legend: readonly { readonly part: BarSegment; readonly label: string }[];
  readonly bars: readonly Bar[];
}

/** A seat by the worst of its results; `critical`: with a critical problem. */
export interface StripSeat {
  readonly label: string;
  readonly look: 'normal' | 'abnormal' | 'critical' | 'notInspected';
  readonly words: string;
}

/** All seats of the lab at a glance. */
export interface StripBlock {
  readonly type: 'strip';
  readonly title: string;
  /** Alternative text for readers who cannot see it. */
  readonly description: string;
  readonly seats: readonly StripSeat[];
}

export interface SignaturePlace {
  readonly role: SignatureRole;
  readonly label: string;
  readonly name: string;
  /** SVG path data in a box of 600 × 200; null: a line to sign on. */
  readonly strokes: string | null;
  /** A note about the drawn signature, or the label of the line to sign on. */
  readonly note: string;
  readonly date: string;
  /** Text where the official stamp goes; empty where none does. */
  readonly stamp: string;
}

export type Block =
  | { readonly type: 'heading'; readonly level: 2 | 3; readonly text: string; readonly newPage?: boolean }
  | { readonly type: 'paragraph'; readonly text: string; readonly look: 'body' | 'note' | 'strong' }
  | { readonly type: 'list'; readonly entries: readonly string[] }
  | { readonly type: 'fields'; readonly fields: readonly Field[] }
  | TableBlock
  | { readonly type: 'photos'; readonly photos: readonly Picture[]; readonly missing: string }
  | BarsBlock
  | StripBlock
  | {
      readonly type: 'signatures';
      readonly heading: string;
      readonly places: readonly SignaturePlace[];
      /** Text in place of a drawn signature where it cannot be shown. */
      readonly elsewhere: string;
    }
  | { readonly type: 'code'; readonly code: string; readonly label: string };

/** A report as texts and blocks, in the order of the pages: everything a renderer needs. */
export interface ReportContent {
  readonly language: Language;
  readonly title: string;
  readonly number: string;
  /** Watermark and title on the pages after the first. */
  readonly continued: string;
  /** Words before and after the number of pages. */
  readonly pages: readonly [before: string, after: string];
  /** On every page: draft, demonstration, altered. Empty for an unaltered signed report. */
  readonly watermark: string;
  /** The same in full sentences, on the cover. */
  readonly warnings: readonly string[];
  readonly cover: readonly Field[];
  readonly blocks: readonly Block[];
}

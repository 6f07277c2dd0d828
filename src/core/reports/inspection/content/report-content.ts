import type { SignatureRole } from '../../../../shared/domain/inspection/inspection-terms.ts';
import type { Language } from '../../../../shared/domain/language.ts';

/** A line of a cell; what is wrong stands out. */
export interface Line {
  readonly text: string;
  readonly strong: boolean;
}

/** One text, or lines of it; line feeds are kept. */
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

/** What a stretch of a bar stands for, in the order they are stacked. */
export const BAR_PARTS = ['normal', 'abnormal', 'notInspected', 'open'] as const;
export type BarPart = (typeof BAR_PARTS)[number];

export interface Bar {
  readonly label: string;
  readonly parts: Readonly<Record<BarPart, number>>;
  /** Share in good order as text. */
  readonly figure: string;
}

/** A stacked bar for each seat (`rows`) or each period (`columns`). */
export interface BarsBlock {
  readonly type: 'bars';
  readonly layout: 'rows' | 'columns';
  readonly title: string;
  /** What a reader who cannot see the chart is told. */
  readonly description: string;
  /** Words of the parts that occur. */
  readonly legend: readonly { readonly part: BarPart; readonly label: string }[];
  readonly bars: readonly Bar[];
}

export interface SignaturePlace {
  readonly role: SignatureRole;
  readonly label: string;
  readonly name: string;
  /** SVG path data in a box of 600 × 200; null: a line to sign on. */
  readonly strokes: string | null;
  /** What the picture is, or the word before the line. */
  readonly note: string;
  readonly date: string;
  /** Where the stamp goes; empty where none does. */
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
  | {
      readonly type: 'signatures';
      readonly heading: string;
      readonly places: readonly SignaturePlace[];
      /** Instead of a drawn signature where it cannot be shown. */
      readonly elsewhere: string;
    }
  | { readonly type: 'code'; readonly code: string; readonly label: string };

/** A report laid out in words: all that a renderer needs, in the order of the paper. */
export interface ReportContent {
  readonly language: Language;
  readonly title: string;
  readonly number: string;
  /** Title on the pages behind the first, after the mark. */
  readonly continued: string;
  /** Words before and after the number of pages. */
  readonly pages: readonly [before: string, after: string];
  /** On every page: draft, demonstration, altered. Empty on an ordinary signed one. */
  readonly mark: string;
  /** The same in whole sentences, on the cover. */
  readonly warnings: readonly string[];
  readonly cover: readonly Field[];
  readonly blocks: readonly Block[];
}

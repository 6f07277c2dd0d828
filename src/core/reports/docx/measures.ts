import type { IFontAttributesProperties } from 'docx';
import type { Language } from '../../../shared/domain/language.ts';

/** Twentieths of a point, Word's unit of length. */
export const millimetres = (length: number): number => Math.round((length * 1440) / 25.4);

/** Word's unit of type size. */
export const halfPoints = (points: number): number => Math.round(points * 2);

export interface Fonts {
  readonly body: IFontAttributesProperties;
  readonly label: IFontAttributesProperties;
  readonly title: IFontAttributesProperties;
}

const LATIN = 'Times New Roman';

/** Named for each kind of script: a font left open is whatever the PC has. */
const font = (eastAsia: string, latin: string): IFontAttributesProperties => ({
  ascii: latin,
  hAnsi: latin,
  cs: LATIN,
  eastAsia,
});

export const fontsOf = (language: Language): Fonts =>
  language === 'zh-CN'
    ? { body: font('仿宋', '仿宋'), label: font('黑体', '黑体'), title: font('宋体', '宋体') }
    : { body: font('仿宋', LATIN), label: font('黑体', LATIN), title: font('宋体', LATIN) };

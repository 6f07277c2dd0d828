import { codeAsSvg } from '../../forms/code-picture.ts';
import type { ReportContent } from '../content/report-content.ts';
import { reportPage } from './report-page.ts';

/**
 * The page that is printed and previewed, with its photos inside.
 * @param photos JPEG by id.
 */
export async function pageWithPhotos(content: ReportContent, photos: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const code = content.blocks.find((block) => block.type === 'code')?.code;
  return reportPage(content, {
    code: code === undefined ? '' : await codeAsSvg(code),
    photo(id) {
      const bytes = photos.get(id);
      if (bytes === undefined) return null;
      const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
      return `data:image/jpeg;base64,${base64}`;
    },
  });
}

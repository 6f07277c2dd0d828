import QRCode from 'qrcode';

/** White border that readers need, in modules; the paper around it adds more. */
const BORDER = 1;

/** QR code as SVG, for a page. */
export const codeAsSvg = (text: string): Promise<string> =>
  QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: BORDER });

/** QR code as PNG, for a document. @param pixels width and height. */
export const codeAsPng = (text: string, pixels: number): Promise<Buffer> =>
  QRCode.toBuffer(text, { type: 'png', errorCorrectionLevel: 'M', margin: BORDER, width: pixels });

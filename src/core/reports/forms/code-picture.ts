import QRCode from 'qrcode';

/** White border of the QR code in modules; readers need four, the paper around it adds the rest. */
const BORDER = 1;

/** QR code as SVG, for a page. */
export const codeAsSvg = (text: string): Promise<string> =>
  QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: BORDER });

/** QR code as PNG, for a document. @param pixels width and height. */
export const codeAsPng = (text: string, pixels: number): Promise<Buffer> =>
  QRCode.toBuffer(text, { type: 'png', errorCorrectionLevel: 'M', margin: BORDER, width: pixels });

import path from 'node:path';

/** Outside the database, as `request-mark.json`; there once something was signed. */
export const inspectionMarkFileIn = (dataDirectory: string): string => path.join(dataDirectory, 'inspection-mark.json');

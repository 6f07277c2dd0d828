import { defineSecurityCheck } from './security-check.ts';

/** Other accounts of the PC can neither change nor read our records. */
export const dataFolderPermissions = defineSecurityCheck({
  id: 'data-folder-permissions',
  number: 44,
  deviations: ['data-folder-writable', 'data-folder-readable'],
  judge({ dataFolder }, { pass, notReported, deviation }) {
    if (dataFolder === null) return notReported();
    if (dataFolder.othersWrite === true) return [deviation('data-folder-writable')];
    if (dataFolder.othersRead === true) return [deviation('data-folder-readable')];
    return dataFolder.othersRead === null || dataFolder.othersWrite === null ? notReported() : pass();
  },
});

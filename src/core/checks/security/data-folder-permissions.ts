import { defineSecurityCheck } from './security-check.ts';

/** Other accounts of the PC can neither change nor read our records. */
export const dataFolderPermissions = defineSecurityCheck({
  id: 'data-folder-permissions',
  causes: ['data-folder-writable', 'data-folder-readable'],
  judge({ dataFolder }, { pass, notTold, deviation }) {
    if (dataFolder === null) return notTold();
    if (dataFolder.othersWrite === true) return [deviation('data-folder-writable')];
    if (dataFolder.othersRead === true) return [deviation('data-folder-readable')];
    return dataFolder.othersRead === null || dataFolder.othersWrite === null ? notTold() : pass();
  },
});

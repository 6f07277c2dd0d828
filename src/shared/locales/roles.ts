import enRoles from './en/roles.json' with { type: 'json' };
import zhRoles from './zh-CN/roles.json' with { type: 'json' };

/** Texts of roles and the audit log that the terminal says as well. */
export const ROLES_TEXTS = { 'zh-CN': { roles: zhRoles }, en: { roles: enRoles } } as const;

import inspecting from './checks-of-inspections.json' with { type: 'json' };
import problems from './problems-of-tasks.json' with { type: 'json' };

/** What no screen shows at once: problems of tasks, and what only inspections look at. */
export const AFTER_FIRST_SCREEN = { ...inspecting, problems } as const;

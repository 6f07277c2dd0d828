import judging from './checks.json' with { type: 'json' };
import inspecting from './checks-of-inspections.json' with { type: 'json' };
import devices from './devices.json' with { type: 'json' };
import models from './models.json' with { type: 'json' };
import problems from './problems.json' with { type: 'json' };
import requests from './requests.json' with { type: 'json' };
import otherTerms from './terms.json' with { type: 'json' };
import type { JudgingTexts } from '../../domain/check-terms.ts';

const { evidence } = judging satisfies JudgingTexts;
const terms = { ...otherTerms, evidence };

/** Texts that results of lessons need wherever they are shown. */
export const LESSON_RESULTS = {
  causes: judging.causes,
  checks: judging.checks,
  devices,
  models,
  problems,
  requests,
  terms,
} as const;

/** The same for every result, those of inspections as well. */
export const RESULTS = {
  ...LESSON_RESULTS,
  causes: { ...judging.causes, ...inspecting.causes },
  checks: { ...judging.checks, ...inspecting.checks },
} as const;

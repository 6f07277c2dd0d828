import judging from './checks.json' with { type: 'json' };
import devices from './devices.json' with { type: 'json' };
import models from './models.json' with { type: 'json' };
import problems from './problems.json' with { type: 'json' };
import requests from './requests.json' with { type: 'json' };
import otherTerms from './terms.json' with { type: 'json' };
import type { JudgingTexts } from '../../domain/check-terms.ts';

const { checks, causes, evidence } = judging satisfies JudgingTexts;
const terms = { ...otherTerms, evidence };

/** Texts that results need wherever they are shown. */
export const RESULTS = { causes, checks, devices, models, problems, requests, terms } as const;

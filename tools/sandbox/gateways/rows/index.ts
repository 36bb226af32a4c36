import type { Gateway } from '../gateway.ts';
import { aiHorde } from './aiHorde.ts';
import { astria } from './astria.ts';
import { bfl } from './bfl.ts';
import { dashscope } from './dashscope.ts';
import { fal } from './fal.ts';
import { kie } from './kie.ts';
import { replicate } from './replicate.ts';
import { runpod } from './runpod.ts';
import { wavespeed } from './wavespeed.ts';

/** The table: one row each. */
export const gateways = {
	aiHorde,
	astria,
	bfl,
	dashscope,
	fal,
	kie,
	replicate,
	runpod,
	wavespeed,
} satisfies Record<string, Gateway>;

export type GatewayName = keyof typeof gateways;

import type { Gateway } from '../gateway.ts';
import { aiHorde } from './aiHorde.ts';
import { astria } from './astria.ts';
import { azure } from './azure.ts';
import { bedrock } from './bedrock.ts';
import { bfl } from './bfl.ts';
import { bria } from './bria.ts';
import { cloudflare } from './cloudflare.ts';
import { dashscope } from './dashscope.ts';
import { deepinfra } from './deepinfra.ts';
import { evolink } from './evolink.ts';
import { fal } from './fal.ts';
import { fashn } from './fashn.ts';
import { fireworks } from './fireworks.ts';
import { fooocus } from './fooocus.ts';
import { fooocusJob } from './fooocusJob.ts';
import { freepik } from './freepik.ts';
import { getimg } from './getimg.ts';
import { huggingFace } from './huggingFace.ts';
import { hyperstack } from './hyperstack.ts';
import { ideogram } from './ideogram.ts';
import { imagen } from './imagen.ts';
import { kie } from './kie.ts';
import { leonardo } from './leonardo.ts';
import { luma } from './luma.ts';
import { midjourneyProxy } from './midjourneyProxy.ts';
import { minimax } from './minimax.ts';
import { modelsLab } from './modelsLab.ts';
import { novita } from './novita.ts';
import { openai } from './openai.ts';
import { openaiStream } from './openaiStream.ts';
import { openRouter } from './openRouter.ts';
import { piapi } from './piapi.ts';
import { prodia } from './prodia.ts';
import { recraft } from './recraft.ts';
import { replicate } from './replicate.ts';
import { runpod } from './runpod.ts';
import { runware } from './runware.ts';
import { seedream } from './seedream.ts';
import { segmind } from './segmind.ts';
import { siliconflow } from './siliconflow.ts';
import { stability } from './stability.ts';
import { stabilityBytes } from './stabilityBytes.ts';
import { stabilityV1 } from './stabilityV1.ts';
import { together } from './together.ts';
import { wavespeed } from './wavespeed.ts';
import { zhipu } from './zhipu.ts';

/** The table: one row each. */
export const gateways = {
	aiHorde,
	astria,
	azure,
	bedrock,
	bfl,
	bria,
	cloudflare,
	dashscope,
	deepinfra,
	evolink,
	fal,
	fashn,
	fireworks,
	fooocus,
	fooocusJob,
	freepik,
	getimg,
	huggingFace,
	hyperstack,
	ideogram,
	imagen,
	kie,
	leonardo,
	luma,
	midjourneyProxy,
	minimax,
	modelsLab,
	novita,
	openai,
	openaiStream,
	openRouter,
	piapi,
	prodia,
	recraft,
	replicate,
	runpod,
	runware,
	seedream,
	segmind,
	siliconflow,
	stability,
	stabilityBytes,
	stabilityV1,
	together,
	wavespeed,
	zhipu,
} satisfies Record<string, Gateway>;

export type GatewayName = keyof typeof gateways;

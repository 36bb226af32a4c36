import type { Gateway } from '../gateway.ts';
import { aiHorde } from './aiHorde.ts';
import { aliyunWorkshop } from './aliyunWorkshop.ts';
import { astria } from './astria.ts';
import { azure } from './azure.ts';
import { bedrock } from './bedrock.ts';
import { bfl } from './bfl.ts';
import { bria } from './bria.ts';
import { civitai } from './civitai.ts';
import { cloudflare } from './cloudflare.ts';
import { comfyRouter } from './comfyRouter.ts';
import { dashscope } from './dashscope.ts';
import { deepinfra } from './deepinfra.ts';
import { edenAi } from './edenAi.ts';
import { evolink } from './evolink.ts';
import { fal } from './fal.ts';
import { fashn } from './fashn.ts';
import { firefly } from './firefly.ts';
import { fireworks } from './fireworks.ts';
import { fooocus } from './fooocus.ts';
import { fooocusJob } from './fooocusJob.ts';
import { freepik } from './freepik.ts';
import { freepikClassic } from './freepikClassic.ts';
import { geminiContent } from './geminiContent.ts';
import { getimg } from './getimg.ts';
import { higgsfield } from './higgsfield.ts';
import { huggingFace } from './huggingFace.ts';
import { hyperstack } from './hyperstack.ts';
import { ideogram } from './ideogram.ts';
import { imagen } from './imagen.ts';
import { kie } from './kie.ts';
import { kieFlux } from './kieFlux.ts';
import { kling } from './kling.ts';
import { klingResold } from './klingResold.ts';
import { krea } from './krea.ts';
import { leonardo } from './leonardo.ts';
import { luma } from './luma.ts';
import { lumaAgents } from './lumaAgents.ts';
import { magicHour } from './magicHour.ts';
import { midjourneyProxy } from './midjourneyProxy.ts';
import { minimax } from './minimax.ts';
import { modelScope } from './modelScope.ts';
import { modelsLab } from './modelsLab.ts';
import { modelsLabQueue } from './modelsLabQueue.ts';
import { novaCanvas } from './novaCanvas.ts';
import { novita } from './novita.ts';
import { openai } from './openai.ts';
import { openaiStream } from './openaiStream.ts';
import { openRouter } from './openRouter.ts';
import { piapi } from './piapi.ts';
import { picsart } from './picsart.ts';
import { pixverse } from './pixverse.ts';
import { prodia } from './prodia.ts';
import { recraft } from './recraft.ts';
import { replicate } from './replicate.ts';
import { reve } from './reve.ts';
import { runpod } from './runpod.ts';
import { runware } from './runware.ts';
import { runway } from './runway.ts';
import { seedream } from './seedream.ts';
import { seedreamStream } from './seedreamStream.ts';
import { segmind } from './segmind.ts';
import { segmindQueue } from './segmindQueue.ts';
import { siliconflow } from './siliconflow.ts';
import { stability } from './stability.ts';
import { stabilityAsync } from './stabilityAsync.ts';
import { stabilityBytes } from './stabilityBytes.ts';
import { stabilityV1 } from './stabilityV1.ts';
import { tencent } from './tencent.ts';
import { tencentMps } from './tencentMps.ts';
import { together } from './together.ts';
import { transloadit } from './transloadit.ts';
import { venice } from './venice.ts';
import { vidu } from './vidu.ts';
import { wavespeed } from './wavespeed.ts';
import { xai } from './xai.ts';
import { zaiAsync } from './zaiAsync.ts';
import { zhipu } from './zhipu.ts';

/** The table: one row each. */
export const gateways = {
	aiHorde,
	aliyunWorkshop,
	astria,
	azure,
	bedrock,
	bfl,
	bria,
	civitai,
	cloudflare,
	comfyRouter,
	dashscope,
	deepinfra,
	edenAi,
	evolink,
	fal,
	fashn,
	firefly,
	fireworks,
	fooocus,
	fooocusJob,
	freepik,
	freepikClassic,
	geminiContent,
	getimg,
	higgsfield,
	huggingFace,
	hyperstack,
	ideogram,
	imagen,
	kie,
	kieFlux,
	kling,
	klingResold,
	krea,
	leonardo,
	luma,
	lumaAgents,
	magicHour,
	midjourneyProxy,
	minimax,
	modelScope,
	modelsLab,
	modelsLabQueue,
	novaCanvas,
	novita,
	openai,
	openaiStream,
	openRouter,
	piapi,
	picsart,
	pixverse,
	prodia,
	recraft,
	replicate,
	reve,
	runpod,
	runware,
	runway,
	seedream,
	seedreamStream,
	segmind,
	segmindQueue,
	siliconflow,
	stability,
	stabilityAsync,
	stabilityBytes,
	stabilityV1,
	tencent,
	tencentMps,
	together,
	transloadit,
	venice,
	vidu,
	wavespeed,
	xai,
	zaiAsync,
	zhipu,
} satisfies Record<string, Gateway>;

export type GatewayName = keyof typeof gateways;

import { bareBase64, bareBeside, bareUrl, parseAndDecode } from './bare.ts';
import type { Contestant } from './contestant.ts';
import { geminiNode, httpRequestNodes, openAiNode } from './n8nImageNodes.ts';
import { oakgenBase64, oakgenCompare, oakgenEdit, oakgenGemini, oakgenUrl } from './oakgenImage.ts';

export const contestants = {
	oakgenUrl,
	oakgenBase64,
	oakgenGemini,
	oakgenEdit,
	oakgenCompare,
	geminiNode,
	openAiNode,
	httpRequestNodes,
	bareUrl,
	bareBeside,
	bareBase64,
	parseAndDecode,
} satisfies Record<string, Contestant>;

export type ContestantName = keyof typeof contestants;

/** n8n's own nodes. */
export const peers = ['httpRequestNodes', 'geminiNode', 'openAiNode'] as const;

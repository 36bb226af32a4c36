import type { ImageSize } from '../dimensions.ts';

export interface GeminiModel {
	displayName: string;
	sizes: ImageSize[];
}

export const geminiModels: Record<string, GeminiModel> = {
	'gemini-3.1-flash-lite-image': { displayName: 'Nano Banana 2 Lite', sizes: ['1K'] },
	'gemini-3.1-flash-image': { displayName: 'Nano Banana 2', sizes: ['512', '1K', '2K', '4K'] },
	'gemini-nano-banana-2.1': { displayName: 'Nano Banana 2.1', sizes: ['1K', '2K', '4K'] },
	'gemini-3-pro-image': { displayName: 'Nano Banana Pro', sizes: ['1K', '2K', '4K'] },
};

export function modelResource(id: string): Record<string, unknown> {
	return {
		name: `models/${id}`,
		displayName: geminiModels[id]?.displayName,
		description: 'Drawn by the local sandbox',
		supportedGenerationMethods: ['createInteraction'],
	};
}

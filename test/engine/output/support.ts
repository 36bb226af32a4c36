import type { INodeParameters } from 'n8n-workflow';
import type { Generation, ReplyName, Sandbox } from '../../../tools/sandbox/index.ts';
import { goOn, type ImageRun, mustRun, only } from '../support.ts';

/** Every key of an item: workflows rely on these, and on no other. */
export const keys =
	'provider operation model modelKey modelName prompt index url generationId fileName mimeType fileExtension fileSize width height aspectRatio resolution attempts durationMs credits usage text contentFiltered reviewRecommended adjusted fallbackFrom warnings'.split(
		' ',
	);

/** Brackets keep a shape's name from being found inside a longer one. */
const promptFor = (shape: ReplyName) => `[${shape}]`;

/** One item per shape in one run, as waiting for jobs then takes no longer than for one. */
export async function runShapes(
	sandbox: Sandbox,
	shapes: readonly ReplyName[],
	parameters: INodeParameters,
	binaryMode: 'filesystem' | 'default',
): Promise<ImageRun> {
	for (const reply of shapes) {
		sandbox.addRule({
			where: 'generate',
			reply,
			promptIncludes: promptFor(reply),
			pendingPolls: 0,
		});
	}
	return await mustRun(
		sandbox,
		{
			prompt: '=[{{ $json.shape }}]',
			aspectRatio: '3:2',
			...parameters,
			options: { concurrency: 50, fileName: '={{ $json.shape }}' },
		},
		{
			items: shapes.map((shape) => ({ json: { shape } })),
			settings: goOn,
			binaryMode,
		},
	);
}

export function generationFor(sandbox: Sandbox, shape: ReplyName, operation: string): Generation {
	const matching = sandbox.generations.filter(
		({ prompt, model, provider }) =>
			prompt === promptFor(shape) && (provider === 'gemini' || model.endsWith(endOf(operation))),
	);
	return only(matching);
}

const endOf = (operation: string) => (operation === 'edit' ? '-edit' : '-text');
/** The item that must come out of a 3:2 image, apart from what depends on the shape. */
export function expectedJson(generation: Generation, place: number, facts: object) {
	const image = generation.images[place];
	return {
		provider: 'oakgen',
		operation: 'generate',
		model: generation.model,
		modelKey: 'nano-banana-2-lite',
		modelName: 'Nano Banana 2 Lite',
		prompt: generation.prompt,
		index: place,
		url: image?.url,
		generationId: null,
		mimeType: 'image/png',
		fileExtension: 'png',
		fileSize: image?.bytes.length,
		width: 1264,
		height: 848,
		aspectRatio: '3:2',
		resolution: '1K',
		attempts: 1,
		durationMs: expect.any(Number),
		credits: null,
		usage: null,
		text: null,
		contentFiltered: false,
		reviewRecommended: true,
		adjusted: null,
		fallbackFrom: null,
		warnings: [],
		...facts,
	};
}

import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { useBinaryMode } from '../../engine/binaryData.ts';
import { Container, core } from '../../engine/n8n.ts';
import { padPng } from '../../sandbox/draw/padded.ts';
import type { Work } from '../types.ts';

/** The smallest PNG: one pixel. */
const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
	'base64',
);

/** Gives every item its reference images, as files in n8n's storage. */
export async function withReferences(
	items: INodeExecutionData[],
	{ references = [] }: Work,
): Promise<INodeExecutionData[]> {
	await useBinaryMode('filesystem');
	const service = Container.get(core.BinaryDataService);
	const place = { type: 'execution', workflowId: 'benchmark', executionId: 'references' } as const;
	const store = async (bytes: number, index: number): Promise<[string, IBinaryData]> => {
		const file = { data: '', mimeType: 'image/png', fileName: `reference-${index + 1}.png` };
		return [`reference${index + 1}`, await service.store(place, padPng(PIXEL, bytes), file)];
	};
	for (const item of references.length > 0 ? items : []) {
		item.binary = Object.fromEntries(await Promise.all(references.map(store)));
	}
	return items;
}

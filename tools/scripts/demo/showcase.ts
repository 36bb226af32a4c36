import type { IDataObject, INodeParameters, INodeTypeDescription } from 'n8n-workflow';
import sharp from 'sharp';
import type { ExportedWorkflow, NodePackage } from '../../engine/index.ts';

const nodeType = 'n8n-nodes-oakgen.oakgenImage';

/** The sandbox refuses this prompt, and loses its answer to that one. */
export const refusedPrompt = 'celebrity';
export const lostPrompt = 'lighthouse';

/** Of the picture that is edited, 4:3 in 1K, and the part of it that may change. */
const maskSize = { width: 1200, height: 896 };
const openPart = { left: 110, top: 440, width: 330, height: 330 };

/** White where the edit may paint, black elsewhere. */
async function drawMask(): Promise<Buffer> {
	const { left, top, width, height } = openPart;
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${maskSize.width}" height="${maskSize.height}"><rect width="100%" height="100%"/><rect x="${left}" y="${top}" width="${width}" height="${height}" rx="40" fill="#fff"/></svg>`;
	return await sharp(Buffer.from(svg)).flatten().png({ palette: true }).toBuffer();
}

/** The mask stands in its node as pinned data, as if it had been read from a disk. */
export async function addMask(workflow: ExportedWorkflow): Promise<void> {
	const data = (await drawMask()).toString('base64');
	workflow.pinData = {
		Mask: [
			{
				json: { maskUri: `data:image/png;base64,${data}` },
				binary: {
					mask: { data, mimeType: 'image/png', fileName: 'mask.png', fileExtension: 'png' },
				},
			},
		],
	};
}

/** Names of the options that the node has. */
function optionNames({ properties }: INodeTypeDescription): Set<string> {
	const collections = properties.filter(({ name }) => name === 'options');
	return new Set(collections.flatMap(({ options }) => (options ?? []).map(({ name }) => name)));
}

/** What an option is in the request, for a node that does not have it yet. */
const requestFields: Record<string, string> = {
	quality: 'quality',
	outputFormat: 'output_format',
	background: 'background',
};

/** Puts options that the node at hand does not know into its Additional Fields. */
export function useWhatTheNodeHas(workflow: ExportedWorkflow, { nodeTypes }: NodePackage): void {
	const { description } = nodeTypes.getByNameAndVersion(nodeType, 1);
	const known = optionNames(description);
	for (const node of workflow.nodes.filter(({ type }) => type === nodeType)) {
		const options = (node.parameters.options ?? {}) as IDataObject;
		const fields: IDataObject = {};
		for (const [name, field] of Object.entries(requestFields)) {
			if (known.has(name) || options[name] === undefined) continue;
			fields[field] = options[name];
			delete options[name];
		}
		if (options.maskPropertyName !== undefined && !known.has('maskPropertyName')) {
			delete options.maskPropertyName;
			options.additionalFields = '={{ JSON.stringify({ mask_url: $json.maskUri }) }}';
		}
		if (Object.keys(fields).length > 0) options.additionalFields = JSON.stringify(fields);
		node.parameters = { ...node.parameters, options } as INodeParameters;
	}
}

/** The file of the pinned mask. */
export function maskOf({ pinData }: ExportedWorkflow): Buffer {
	return Buffer.from(pinData?.Mask?.[0]?.binary?.mask?.data ?? '', 'base64');
}

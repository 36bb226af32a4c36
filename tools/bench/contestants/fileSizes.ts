import { statSync } from 'node:fs';
import type { INodeExecutionData } from 'n8n-workflow';
import { Container, core } from '../../engine/n8n.ts';

/** Sizes on disk of the first file of every item. */
export async function fileSizes(items: INodeExecutionData[]): Promise<number[]> {
	const service = Container.get(core.BinaryDataService);
	return items.map(({ binary = {} }) => {
		const [file] = Object.values(binary);
		return file?.id === undefined ? 0 : statSync(service.getPath(file.id)).size;
	});
}

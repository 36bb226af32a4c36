import { Container, core } from '../../engine/n8n.ts';

type ToText = (this: Buffer, ...args: Parameters<Buffer['toString']>) => string;

export interface ReferenceUse {
	reads: number;
	encodings: number;
}

/**
 * Counts, while `work` goes on, how often files are read whole from n8n's storage, and how often
 * bytes of one of these sizes are encoded as base64.
 */
export async function watchReferences<T>(
	sizes: readonly number[],
	work: () => Promise<T>,
): Promise<[T, ReferenceUse]> {
	const use = { reads: 0, encodings: 0 };
	const service = Container.get(core.BinaryDataService);
	const bytes: { toString: ToText } = Buffer.prototype;
	const { getAsBuffer, getAsStream } = service;
	const { toString } = bytes;
	service.getAsBuffer = async (file) => {
		use.reads += 1;
		return await getAsBuffer.call(service, file);
	};
	service.getAsStream = async (...file) => {
		const stream = await getAsStream.call(service, ...file);
		// A look at the first bytes is not counted.
		stream.once('end', () => (use.reads += 1));
		return stream;
	};
	bytes.toString = function (...args) {
		if (args[0] === 'base64' && sizes.includes(this.length)) use.encodings += 1;
		return toString.apply(this, args);
	};
	try {
		return [await work(), use];
	} finally {
		service.getAsBuffer = getAsBuffer;
		service.getAsStream = getAsStream;
		bytes.toString = toString;
	}
}

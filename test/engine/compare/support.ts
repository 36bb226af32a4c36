import { createHash } from 'node:crypto';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { core } from '../../../tools/engine/n8n.ts';
import type { Sandbox } from '../../../tools/sandbox/index.ts';
import { bytesOf } from '../support.ts';

/** Compares two models that are drawn quickly and differ in what they are asked for. */
export const gallery: INodeParameters = {
	operation: 'compare',
	compareOutput: 'gallery',
	resolution: '512',
	modelIds: ['nano-banana-2', 'flux-2-pro'],
};

/** Makes the services refuse a model, or all of them. */
export function refuse(sandbox: Sandbox, model?: string, times = 100): void {
	sandbox.addRule({
		where: 'generate',
		times,
		...(model !== undefined && { model }),
		fault: { kind: 'status', status: 404 },
	});
}

/** Names a file by its bytes: jest takes seconds to compare those of pictures. */
export const digest = (bytes: Buffer | undefined): string =>
	createHash('sha256')
		.update(bytes ?? '')
		.digest('hex');

/** The digests of what the sandbox drew of a model, in the order in which it was asked. */
export function drawnBy(sandbox: Sandbox, model: string): string[] {
	return sandbox.generations
		.filter((generation) => generation.model === model)
		.flatMap(({ images }) => images.map(({ bytes }) => digest(bytes)));
}

export interface Page {
	html: string;
	/** What is to be read, tags taken for spaces. */
	text: string;
	/** `file` is the digest of what a data URI holds, or null. */
	pictures: Array<{ name: string; src: string; file: string | null }>;
	/** Every address that a browser would load. */
	loaded: string[];
	/** Every address that it would follow when asked to. */
	links: string[];
}

export async function pageOf(item: INodeExecutionData | undefined): Promise<Page> {
	const html = (await bytesOf(item, 'gallery')).toString();
	const pictures = [...html.matchAll(/<img alt="([^"]*)"(?: tabindex="0")? src="([^"]*)">/g)].map(
		([, name = '', src = '']) => ({ name, src, file: digestIn(src) }),
	);
	const addressesAt = (place: RegExp) =>
		[...html.matchAll(place)]
			.map(([, address = '']) => address)
			.filter((address) => !address.startsWith('data:'));
	const loaded = addressesAt(/(?:\b(?:src|srcset)="|url\()([^")]*)/g);
	const links = addressesAt(/\b(?:href|action)="([^"]*)/g);
	const text = html
		.replace(/<style>.*<\/style>/s, '')
		.replace(/<[^>]*>/g, ' ')
		.replaceAll('\u00a0', ' ')
		.replace(/\s+/g, ' ');
	return { html, text, pictures, loaded, links };
}

function digestIn(src: string): string | null {
	const [, base64] = /^data:image\/png;base64,([A-Za-z0-9+/]+={0,2})$/.exec(src) ?? [];
	return base64 === undefined ? null : digest(Buffer.from(base64, 'base64'));
}

type Store = (...args: unknown[]) => Promise<unknown>;

/** Watches the files that n8n is given to store, and makes it refuse the first pages. */
export function watchStorage(pagesRefused = 0) {
	const given: Array<{ mimeType: string; file: unknown }> = [];
	const service = core.BinaryDataService.prototype as unknown as { store: Store };
	const { store } = service;
	const spy = jest.spyOn(service, 'store').mockImplementation(async function (
		this: unknown,
		...args
	) {
		// Older n8n tell the execution in two arguments.
		const [file, facts] = args.slice(-2);
		const { mimeType } = facts as { mimeType: string };
		given.push({ mimeType, file });
		const pages = given.filter((one) => one.mimeType === 'text/html').length;
		if (mimeType === 'text/html' && pages <= pagesRefused) throw new Error('The disk is full');
		return await Reflect.apply(store, this, args);
	});
	return { given, stop: () => spy.mockRestore() };
}
